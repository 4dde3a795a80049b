package keepaliveoff

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/connlint/connlint/passes/finding"
)

// closeIdle reports CloseIdleConnections on a shared client in a function that
// sends requests over it, when it runs whenever the request does.
func (f *finder) closeIdle() {
	for cur := range f.root.Preorder((*ast.CallExpr)(nil)) {
		call := cur.Node().(*ast.CallExpr)
		if !isMethod(f.callee(call), "CloseIdleConnections", "Client", "Transport") {
			continue
		}
		pool, name := f.pool(call)
		fn, ok := enclosingFunc(cur)
		if pool == nil || !ok || runsOnce(fn) {
			continue
		}
		for req := range fn.Preorder((*ast.CallExpr)(nil)) {
			if from, _ := f.pool(req.Node().(*ast.CallExpr)); from == pool && f.sends(req) && runsWith(cur, req) && !f.doneBefore(cur, req, fn) {
				f.report(cur, "idle connections of "+name+" are closed after each request: "+noReuse,
					finding.Step{Pos: req.Node().Pos(), Message: "the request is sent here"})
				break
			}
		}
	}
}

func (f *finder) callee(call *ast.CallExpr) *types.Func {
	fn, _ := typeutil.Callee(f.pass.TypesInfo, call).(*types.Func)
	return fn
}

// isMethod reports whether fn is method name of one of the named types of
// net/http.
func isMethod(fn *types.Func, name string, recvs ...string) bool {
	if fn == nil || fn.Name() != name {
		return false
	}
	recv := fn.Signature().Recv()
	if recv == nil {
		return false
	}
	for _, r := range recvs {
		if isNamed(recv.Type(), "net/http", r) {
			return true
		}
	}
	return false
}

// sends reports whether the call sends a request.
func (f *finder) sends(cur inspector.Cursor) bool {
	fn := f.callee(cur.Node().(*ast.CallExpr))
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "net/http" {
		return false
	}
	switch fn.Name() {
	case "Get", "Head", "Post", "PostForm":
		return fn.Signature().Recv() == nil || isMethod(fn, fn.Name(), "Client")
	case "Do":
		return isMethod(fn, "Do", "Client")
	case "RoundTrip":
		return isMethod(fn, "RoundTrip", "Transport", "RoundTripper")
	}
	return false
}

// pool returns the variable through which the receiver of a call is shared,
// and the receiver's source text: a package variable, or the variable whose
// field it is. The functions of net/http itself use http.DefaultClient. It is
// nil for a client that is a local variable or a parameter.
func (f *finder) pool(call *ast.CallExpr) (types.Object, string) {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return nil, ""
	}
	if f.pass.TypesInfo.Selections[sel] == nil { // http.Get
		if pkg := f.callee(call); pkg != nil && pkg.Pkg() != nil {
			return pkg.Pkg().Scope().Lookup("DefaultClient"), ""
		}
		return nil, ""
	}
	return f.shared(sel.X), types.ExprString(sel.X)
}

func (f *finder) shared(e ast.Expr) types.Object {
	field := false
	for {
		switch x := ast.Unparen(e).(type) {
		case *ast.TypeAssertExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.SelectorExpr:
			obj := f.pass.TypesInfo.Uses[x.Sel]
			if isPackageVar(obj) {
				return f.defaultPool(obj)
			}
			field = true
			e = x.X
		case *ast.Ident:
			obj := f.pass.TypesInfo.Uses[x]
			if field || isPackageVar(obj) {
				return obj
			}
			return nil
		default:
			return nil
		}
	}
}

// defaultPool makes one of http.DefaultTransport and http.DefaultClient.
func (f *finder) defaultPool(obj types.Object) types.Object {
	if obj.Pkg().Path() == "net/http" && obj.Name() == "DefaultTransport" {
		return obj.Pkg().Scope().Lookup("DefaultClient")
	}
	return obj
}

func isPackageVar(obj types.Object) bool {
	v, ok := obj.(*types.Var)
	return ok && v.Pkg() != nil && v.Parent() == v.Pkg().Scope()
}

// runsWith reports whether the statement at cur runs whenever that at req
// does: its block encloses the request, without an own condition between.
func runsWith(cur, req inspector.Cursor) bool {
	for c := range cur.Enclosing((*ast.BlockStmt)(nil), (*ast.CaseClause)(nil), (*ast.CommClause)(nil)) {
		if !deferred(c.Parent()) {
			return c.Contains(req)
		}
	}
	return false
}

// doneBefore reports whether the function has returned before it comes to cur
// where the request went well: what follows is for requests that failed.
func (f *finder) doneBefore(cur, req, fn inspector.Cursor) bool {
	for ret := range fn.Preorder((*ast.ReturnStmt)(nil)) {
		n := ret.Node().(*ast.ReturnStmt)
		if n.Pos() < req.Node().End() || n.End() > cur.Node().Pos() || len(n.Results) == 0 {
			continue
		}
		err := f.pass.TypesInfo.Types[n.Results[len(n.Results)-1]]
		if in, ok := enclosingFunc(ret); ok && in == fn && err.IsNil() {
			return true
		}
	}
	return false
}

func enclosingFunc(cur inspector.Cursor) (inspector.Cursor, bool) {
	for c := range cur.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		if deferred(c) {
			continue
		}
		return c, true
	}
	return inspector.Cursor{}, false
}

// deferred reports whether the function literal is called on the spot by a
// defer statement.
func deferred(c inspector.Cursor) bool {
	if _, ok := c.Node().(*ast.FuncLit); !ok {
		return false
	}
	call, ok := c.Parent().Node().(*ast.CallExpr)
	if !ok || call.Fun != c.Node() {
		return false
	}
	_, ok = c.Parent().Parent().Node().(*ast.DeferStmt)
	return ok
}

// runsOnce reports whether the function is main or init, after which the
// process has no use for its connections.
func runsOnce(fn inspector.Cursor) bool {
	decl, ok := fn.Node().(*ast.FuncDecl)
	return ok && decl.Recv == nil && (decl.Name.Name == "main" || decl.Name.Name == "init")
}
