package keepaliveoff

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"
)

// madePerCall returns what to add to the message when the transport at cur is
// made by the function that sends the request: then keep-alives were probably
// switched off so that the dropped transport leaves nothing behind.
func (f *finder) madePerCall(cur inspector.Cursor) string {
	fn, ok := enclosingFunc(cur)
	if !ok || runsOnce(fn) || !f.ofLocal(cur, fn) {
		return ""
	}
	for req := range fn.Preorder((*ast.CallExpr)(nil)) {
		if !f.sends(req) {
			continue
		}
		if sel, ok := ast.Unparen(req.Node().(*ast.CallExpr).Fun).(*ast.SelectorExpr); ok && f.madeHere(fn, sel.X) {
			return perCall
		}
	}
	return ""
}

// ofLocal reports whether the setting at cur is made in a literal, or on a
// variable of fn.
func (f *finder) ofLocal(cur, fn inspector.Cursor) bool {
	n, ok := cur.Node().(*ast.AssignStmt)
	if !ok {
		return true
	}
	sel, ok := ast.Unparen(n.Lhs[0]).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	id, ok := ast.Unparen(sel.X).(*ast.Ident)
	if !ok {
		return false
	}
	v, ok := f.pass.TypesInfo.Uses[id].(*types.Var)
	return ok && within(fn, v)
}

// madeHere reports whether client is a literal, or a variable of fn that is
// defined by one.
func (f *finder) madeHere(fn inspector.Cursor, client ast.Expr) bool {
	switch e := ast.Unparen(client).(type) {
	case *ast.CompositeLit:
		return true
	case *ast.UnaryExpr:
		return e.Op == token.AND && f.madeHere(fn, e.X)
	case *ast.Ident:
		v, ok := f.pass.TypesInfo.Uses[e].(*types.Var)
		if !ok || !within(fn, v) {
			return false
		}
		value := f.onlyValue(v)
		return value != nil && f.madeHere(fn, value)
	}
	return false
}

func within(fn inspector.Cursor, v *types.Var) bool {
	return fn.Node().Pos() <= v.Pos() && v.Pos() < fn.Node().End()
}
