package keepaliveoff

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"
)

// outgoing reports whether e, used at cur, is a request that this program
// sends. A handler's own request is not, nor what a framework's context or a response hands out.
func (f *finder) outgoing(cur inspector.Cursor, e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		v, ok := f.pass.TypesInfo.ObjectOf(e).(*types.Var)
		return ok && !f.handlerParam(cur, v) && !f.builtUp(v)
	case *ast.SelectorExpr:
		field, ok := f.pass.TypesInfo.Uses[e.Sel].(*types.Var)
		return ok && (field.Pkg() == f.pass.Pkg || isField(field, "net/http/httputil", "ProxyRequest", "Out"))
	case *ast.StarExpr:
		return f.outgoing(cur, e.X)
	}
	return false
}

// builtUp reports whether v is a request that is filled in field by field from
// nothing, as a server does with what it has read. It may be outgoing; nothing
// says so.
func (f *finder) builtUp(v *types.Var) bool {
	call, ok := f.onlyValue(v).(*ast.CallExpr)
	return ok && f.pass.TypesInfo.Types[call.Fun].IsBuiltin()
}

// handlerParam reports whether v is a parameter of a function around cur that
// also takes an http.ResponseWriter.
func (f *finder) handlerParam(cur inspector.Cursor, v *types.Var) bool {
	for c := range cur.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		params := f.signature(c).Params()
		handler, mine := false, false
		for p := range params.Variables() {
			handler = handler || isNamed(p.Type(), "net/http", "ResponseWriter")
			mine = mine || p == v
		}
		if mine {
			return handler
		}
	}
	return false
}

func (f *finder) signature(fn inspector.Cursor) *types.Signature {
	switch n := fn.Node().(type) {
	case *ast.FuncDecl:
		return f.pass.TypesInfo.Defs[n.Name].Type().(*types.Signature)
	case *ast.FuncLit:
		return f.pass.TypesInfo.TypeOf(n).(*types.Signature)
	}
	return nil
}

// isNamed reports whether t is the named type, or a pointer to it.
func isNamed(t types.Type, path, name string) bool {
	if t == nil {
		return false
	}
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	n, ok := types.Unalias(t).(*types.Named)
	if !ok {
		return false
	}
	obj := n.Obj()
	return obj.Name() == name && obj.Pkg() != nil && obj.Pkg().Path() == path
}
