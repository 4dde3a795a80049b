package keepaliveoff

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"
)

// settings checks every struct field that is given a value, in a literal or by
// assignment.
func (f *finder) settings() {
	for cur := range f.root.Preorder((*ast.KeyValueExpr)(nil), (*ast.AssignStmt)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.KeyValueExpr:
			if key, ok := n.Key.(*ast.Ident); ok {
				f.setting(cur, key, n.Value)
			}
		case *ast.AssignStmt:
			if n.Tok != token.ASSIGN || len(n.Lhs) != len(n.Rhs) {
				continue
			}
			for i, lhs := range n.Lhs {
				if sel, ok := ast.Unparen(lhs).(*ast.SelectorExpr); ok {
					f.setting(cur, sel.Sel, n.Rhs[i])
				}
			}
		}
	}
}

func (f *finder) setting(cur inspector.Cursor, name *ast.Ident, value ast.Expr) {
	field, ok := f.pass.TypesInfo.Uses[name].(*types.Var)
	if !ok || !field.IsField() {
		return
	}
	switch {
	case isField(field, "net/http", "Transport", "DisableKeepAlives"):
		if f.isTrue(value) && !f.chosen(cur) && !f.unixSocket(cur) {
			f.report(cur, "keep-alives are switched off by DisableKeepAlives: "+noReuse+f.madePerCall(cur))
		}
	case isField(field, "net/http", "Transport", "MaxIdleConnsPerHost"):
		if f.isNegative(value) && !f.chosen(cur) && !f.unixSocket(cur) {
			f.report(cur, "keep-alives are switched off by a negative MaxIdleConnsPerHost: "+noReuse+f.madePerCall(cur))
		}
	case isField(field, "net/http", "Request", "Close"):
		if f.isTrue(value) && !f.chosen(cur) && !f.incoming(cur) {
			f.report(cur, "connection is closed after each request by Request.Close: "+noReuse)
		}
	case isField(field, "net", "Dialer", "LocalAddr"):
		if port := f.tcpPort(cur, value); port > 0 && !f.chosen(cur) && !f.hasControl(cur) {
			f.report(cur, fmt.Sprintf("dialer is pinned to local port %d: %s", port, onePort))
		}
	}
}

// isField reports whether v is field name of struct typ in package path. Field
// names are not unique in a package, so it looks into the struct.
func isField(v *types.Var, path, typ, name string) bool {
	if v.Name() != name || v.Pkg() == nil || v.Pkg().Path() != path {
		return false
	}
	obj := v.Pkg().Scope().Lookup(typ)
	if obj == nil {
		return false
	}
	st, ok := obj.Type().Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for i := range st.NumFields() {
		if st.Field(i) == v {
			return true
		}
	}
	return false
}

func (f *finder) constant(e ast.Expr, kind constant.Kind) constant.Value {
	if v := f.pass.TypesInfo.Types[e].Value; v != nil && v.Kind() == kind {
		return v
	}
	return nil
}

func (f *finder) isTrue(e ast.Expr) bool {
	v := f.constant(e, constant.Bool)
	return v != nil && constant.BoolVal(v)
}

func (f *finder) isNegative(e ast.Expr) bool {
	v := f.constant(e, constant.Int)
	return v != nil && constant.Sign(v) < 0
}

// incoming reports whether cur assigns to a request that a server received:
// its Close field concerns the answer.
func (f *finder) incoming(cur inspector.Cursor) bool {
	n, ok := cur.Node().(*ast.AssignStmt)
	if !ok {
		return false
	}
	sel, ok := ast.Unparen(n.Lhs[0]).(*ast.SelectorExpr)
	return ok && !f.outgoing(cur, sel.X)
}
