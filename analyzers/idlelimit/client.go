package idlelimit

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"
)

// client returns the client over which a call sends a request: nil for
// http.DefaultClient, which the functions of net/http use.
func (f *finder) client(call *ast.CallExpr, fn *types.Func) (ast.Expr, bool) {
	if fn.Pkg() == nil || fn.Pkg().Path() != "net/http" {
		return nil, false
	}
	switch fn.FullName() {
	case "net/http.Get", "net/http.Head", "net/http.Post", "net/http.PostForm":
		return nil, true
	case "(*net/http.Client).Do", "(*net/http.Client).Get", "(*net/http.Client).Head", "(*net/http.Client).Post", "(*net/http.Client).PostForm":
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
			return sel.X, true
		}
	}
	return nil, false
}

// keepsTwo reports whether the client, used in body, is shared and its
// transport is seen to keep the default number of idle connections.
func (f *finder) keepsTwo(client ast.Expr, body inspector.Cursor) bool {
	if client == nil {
		return !f.defaultIsTuned()
	}
	var obj types.Object
	switch e := ast.Unparen(client).(type) {
	case *ast.Ident:
		obj = f.pass.TypesInfo.Uses[e]
	case *ast.SelectorExpr:
		obj = f.pass.TypesInfo.Uses[e.Sel]
	}
	v, ok := obj.(*types.Var)
	if !ok {
		return false
	}
	if v.Pkg() != nil && v.Pkg().Path() == "net/http" {
		return v.Name() == "DefaultClient" && !f.defaultIsTuned()
	}
	if v.Pkg() != f.pass.Pkg || body.Node().Pos() <= v.Pos() && v.Pos() < body.Node().End() {
		return false // of another package, or each goroutine's own
	}
	if v.IsField() && v.Exported() {
		return false // set from outside, perhaps
	}
	values := f.values(v)
	for _, value := range values {
		if !f.defaultClient(value) {
			return false
		}
	}
	return len(values) > 0
}

// values returns all that the package assigns to a variable or a field.
func (f *finder) values(v *types.Var) []ast.Expr {
	var all []ast.Expr
	give := func(lhs, rhs []ast.Expr) {
		for i, e := range lhs {
			var id *ast.Ident
			switch e := ast.Unparen(e).(type) {
			case *ast.Ident:
				id = e
			case *ast.SelectorExpr:
				id = e.Sel
			default:
				continue
			}
			if f.pass.TypesInfo.ObjectOf(id) == v {
				all = append(all, rhs[min(i, len(rhs)-1)])
			}
		}
	}
	for cur := range f.root.Preorder((*ast.AssignStmt)(nil), (*ast.ValueSpec)(nil), (*ast.KeyValueExpr)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.AssignStmt:
			give(n.Lhs, n.Rhs)
		case *ast.ValueSpec:
			for i, name := range n.Names {
				if f.pass.TypesInfo.Defs[name] == v && i < len(n.Values) {
					all = append(all, n.Values[i])
				}
			}
		case *ast.KeyValueExpr:
			if id, ok := n.Key.(*ast.Ident); ok && f.pass.TypesInfo.Uses[id] == v {
				all = append(all, n.Value)
			}
		}
	}
	return all
}

// defaultClient reports whether e is a client, or a transport, that keeps two
// idle connections per host: a literal, http.DefaultClient, or a variable of such.
func (f *finder) defaultClient(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.UnaryExpr:
		return e.Op == token.AND && f.defaultClient(e.X)
	case *ast.CompositeLit:
		return f.defaultLiteral(e)
	case *ast.SelectorExpr:
		obj := f.pass.TypesInfo.Uses[e.Sel]
		return obj != nil && obj.Pkg() != nil && obj.Pkg().Path() == "net/http" &&
			(obj.Name() == "DefaultClient" || obj.Name() == "DefaultTransport") && !f.defaultIsTuned()
	case *ast.Ident:
		v, ok := f.pass.TypesInfo.Uses[e].(*types.Var)
		if !ok || v.Pkg() != f.pass.Pkg || v.IsField() || f.tuned(v) {
			return false
		}
		values := f.values(v)
		return len(values) == 1 && f.defaultClient(values[0])
	}
	return false
}

func (f *finder) defaultLiteral(lit *ast.CompositeLit) bool {
	isClient := isHTTP(f.pass.TypesInfo.TypeOf(lit), "Client")
	if !isClient && !isHTTP(f.pass.TypesInfo.TypeOf(lit), "Transport") {
		return false
	}
	for _, elt := range lit.Elts {
		kv, ok := elt.(*ast.KeyValueExpr)
		if !ok {
			return false
		}
		switch kv.Key.(*ast.Ident).Name {
		case "Transport":
			return f.defaultClient(kv.Value)
		case "MaxIdleConnsPerHost", "DisableKeepAlives":
			return false
		}
	}
	return !isClient || !f.defaultIsTuned()
}

// defaultIsTuned reports whether the package sets MaxIdleConnsPerHost by
// assignment on http.DefaultTransport; tuned, whether on a variable.
func (f *finder) defaultIsTuned() bool {
	return f.assigns(func(x ast.Expr) bool {
		if ta, ok := ast.Unparen(x).(*ast.TypeAssertExpr); ok {
			sel, ok := ast.Unparen(ta.X).(*ast.SelectorExpr)
			return ok && sel.Sel.Name == "DefaultTransport"
		}
		return false
	})
}

func (f *finder) tuned(v *types.Var) bool {
	return f.assigns(func(x ast.Expr) bool {
		id, ok := ast.Unparen(x).(*ast.Ident)
		return ok && f.pass.TypesInfo.Uses[id] == v
	})
}

// assigns looks for assignments to the settings of a transport, or of a
// client's transport.
func (f *finder) assigns(to func(ast.Expr) bool) bool {
	for cur := range f.root.Preorder((*ast.AssignStmt)(nil)) {
		for _, lhs := range cur.Node().(*ast.AssignStmt).Lhs {
			sel, ok := ast.Unparen(lhs).(*ast.SelectorExpr)
			if !ok {
				continue
			}
			switch sel.Sel.Name {
			case "MaxIdleConnsPerHost", "Transport", "DisableKeepAlives":
				if to(sel.X) {
					return true
				}
			}
		}
	}
	return false
}

func isHTTP(t types.Type, name string) bool {
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Name() == name && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "net/http"
}
