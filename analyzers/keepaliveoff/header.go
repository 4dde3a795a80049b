package keepaliveoff

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

const closeHeader = `connection is closed after each request by its header "Connection: close": ` + noReuse

// headers checks calls of Set and Add, assignments to an element, and literals
// of http.Header, each of which has to belong to an outgoing request.
func (f *finder) headers() {
	for cur := range f.root.Preorder((*ast.CallExpr)(nil), (*ast.AssignStmt)(nil), (*ast.CompositeLit)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.CallExpr:
			header, ok := f.headerCall(n)
			if ok && f.isClose(n.Args[0], n.Args[1]) && f.ofRequest(cur, header) && !f.chosen(cur) {
				f.report(cur, closeHeader)
			}
		case *ast.AssignStmt:
			if len(n.Lhs) != 1 || len(n.Rhs) != 1 {
				continue
			}
			at, ok := ast.Unparen(n.Lhs[0]).(*ast.IndexExpr)
			if ok && f.isHeader(at.X) && f.isClose(at.Index, n.Rhs[0]) && f.ofRequest(cur, at.X) && !f.chosen(cur) {
				f.report(cur, closeHeader)
			}
		case *ast.CompositeLit:
			if !f.isHeader(n) || !f.literalOfRequest(cur) {
				continue
			}
			for _, elt := range n.Elts {
				if kv, ok := elt.(*ast.KeyValueExpr); ok && f.isClose(kv.Key, kv.Value) {
					at, _ := cur.FindNode(kv)
					f.report(at, closeHeader)
				}
			}
		}
	}
}

// headerCall returns the receiver of a call of http.Header's Set or Add.
func (f *finder) headerCall(call *ast.CallExpr) (ast.Expr, bool) {
	fn, ok := typeutil.Callee(f.pass.TypesInfo, call).(*types.Func)
	if !ok || len(call.Args) != 2 {
		return nil, false
	}
	if name := fn.FullName(); name != "(net/http.Header).Set" && name != "(net/http.Header).Add" {
		return nil, false
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return nil, false
	}
	return sel.X, true
}

// isClose reports whether key is "Connection" and value says "close", alone
// or among other tokens, as a string or in a list of strings.
func (f *finder) isClose(key, value ast.Expr) bool {
	if k, ok := f.text(key); !ok || !strings.EqualFold(k, "Connection") {
		return false
	}
	if list, ok := ast.Unparen(value).(*ast.CompositeLit); ok {
		for _, elt := range list.Elts {
			if f.saysClose(elt) {
				return true
			}
		}
		return false
	}
	return f.saysClose(value)
}

func (f *finder) saysClose(value ast.Expr) bool {
	s, _ := f.text(value)
	for token := range strings.SplitSeq(s, ",") {
		if strings.EqualFold(strings.TrimSpace(token), "close") {
			return true
		}
	}
	return false
}

func (f *finder) text(e ast.Expr) (string, bool) {
	if v := f.constant(e, constant.String); v != nil {
		return constant.StringVal(v), true
	}
	return "", false
}

func (f *finder) isHeader(e ast.Expr) bool {
	return isNamed(f.pass.TypesInfo.TypeOf(e), "net/http", "Header")
}

// ofRequest reports whether the header is that of an outgoing request: the
// field of one, or a variable that becomes the field of one.
func (f *finder) ofRequest(cur inspector.Cursor, header ast.Expr) bool {
	switch e := ast.Unparen(header).(type) {
	case *ast.SelectorExpr:
		field, ok := f.pass.TypesInfo.Uses[e.Sel].(*types.Var)
		return ok && isField(field, "net/http", "Request", "Header") && f.outgoing(cur, e.X)
	case *ast.Ident:
		v, ok := f.pass.TypesInfo.Uses[e].(*types.Var)
		return ok && f.becomesHeader(v)
	}
	return false
}

// literalOfRequest reports whether the http.Header literal at cur is, or
// becomes, the Header field of a request.
func (f *finder) literalOfRequest(cur inspector.Cursor) bool {
	lit := cur.Node().(*ast.CompositeLit)
	switch n := cur.Parent().Node().(type) {
	case *ast.KeyValueExpr:
		key, ok := n.Key.(*ast.Ident)
		return ok && n.Value == lit && f.isRequestHeader(key)
	case *ast.AssignStmt:
		for i, rhs := range n.Rhs {
			if rhs != lit || len(n.Lhs) != len(n.Rhs) {
				continue
			}
			switch lhs := ast.Unparen(n.Lhs[i]).(type) {
			case *ast.SelectorExpr:
				return f.isRequestHeader(lhs.Sel) && f.outgoing(cur, lhs.X) && !f.chosen(cur.Parent())
			case *ast.Ident:
				v, ok := f.pass.TypesInfo.ObjectOf(lhs).(*types.Var)
				return ok && f.becomesHeader(v)
			}
		}
	}
	return false
}

func (f *finder) isRequestHeader(name *ast.Ident) bool {
	field, ok := f.pass.TypesInfo.Uses[name].(*types.Var)
	return ok && isField(field, "net/http", "Request", "Header")
}

// becomesHeader reports whether some request gets v as its header, or v was
// taken from one.
func (f *finder) becomesHeader(v *types.Var) bool {
	for cur := range f.root.Preorder((*ast.KeyValueExpr)(nil), (*ast.AssignStmt)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.KeyValueExpr:
			if key, ok := n.Key.(*ast.Ident); ok && f.refersTo(n.Value, v) && f.isRequestHeader(key) {
				return true
			}
		case *ast.AssignStmt:
			if n.Tok != token.ASSIGN && n.Tok != token.DEFINE || len(n.Lhs) != 1 || len(n.Rhs) != 1 {
				continue
			}
			to, from := ast.Unparen(n.Lhs[0]), ast.Unparen(n.Rhs[0])
			if f.refersTo(from, v) && f.isOutgoingHeader(cur, to) || f.refersTo(to, v) && f.isOutgoingHeader(cur, from) {
				return true
			}
		}
	}
	return false
}

func (f *finder) isOutgoingHeader(cur inspector.Cursor, e ast.Expr) bool {
	sel, ok := e.(*ast.SelectorExpr)
	return ok && f.isRequestHeader(sel.Sel) && f.outgoing(cur, sel.X)
}
