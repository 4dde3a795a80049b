package keepaliveoff

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// chosen reports whether the setting at cur is made only under a condition
// that somebody chose: a statement in the body of an if or a switch, or a
// literal under a condition that speaks of keep-alives. Tests for nil and for
// the success of a type assertion choose nothing.
func (f *finder) chosen(cur inspector.Cursor) bool {
	_, literal := cur.Node().(*ast.KeyValueExpr)
	for c := cur; c.Node() != nil; c = c.Parent() {
		switch c.Node().(type) {
		case *ast.FuncDecl, *ast.FuncLit:
			return false
		}
		switch kind, _ := c.ParentEdge(); kind {
		case edge.IfStmt_Body, edge.IfStmt_Else:
			cond := c.Parent().Node().(*ast.IfStmt).Cond
			if !literal && !f.certain(cond) || aboutReuse(cond) {
				return true
			}
		case edge.CaseClause_Body:
			if _, types := c.Parent().Parent().Parent().Node().(*ast.TypeSwitchStmt); !literal && !types {
				return true
			}
		}
	}
	return false
}

// certain reports whether cond only makes sure that there is a transport.
func (f *finder) certain(cond ast.Expr) bool {
	switch e := ast.Unparen(cond).(type) {
	case *ast.BinaryExpr:
		switch e.Op {
		case token.LAND, token.LOR:
			return f.certain(e.X) && f.certain(e.Y)
		case token.EQL, token.NEQ:
			return f.isNil(e.X) || f.isNil(e.Y)
		}
	case *ast.UnaryExpr:
		return e.Op == token.NOT && f.certain(e.X)
	case *ast.Ident:
		return f.isCommaOk(e)
	}
	return false
}

func (f *finder) isNil(e ast.Expr) bool { return f.pass.TypesInfo.Types[e].IsNil() }

// isCommaOk reports whether the variable was last given the success of a
// type assertion. All assignments have that form, or it does not count.
func (f *finder) isCommaOk(id *ast.Ident) bool {
	v, ok := f.pass.TypesInfo.Uses[id].(*types.Var)
	if !ok {
		return false
	}
	found := false
	for cur := range f.root.Preorder((*ast.AssignStmt)(nil)) {
		n := cur.Node().(*ast.AssignStmt)
		for i, lhs := range n.Lhs {
			if !f.refersTo(lhs, v) {
				continue
			}
			if i != 1 || len(n.Rhs) != 1 {
				return false
			}
			if _, ok := ast.Unparen(n.Rhs[0]).(*ast.TypeAssertExpr); !ok {
				return false
			}
			found = true
		}
	}
	return found
}

func (f *finder) refersTo(e ast.Expr, v *types.Var) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	return ok && v != nil && f.pass.TypesInfo.ObjectOf(id) == v
}

func aboutReuse(cond ast.Expr) bool {
	found := false
	ast.Inspect(cond, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			name := strings.ToLower(id.Name)
			found = found || strings.Contains(name, "keepalive") || strings.Contains(name, "reuse")
		}
		return !found
	})
	return found
}

// unixSocket reports whether the transport literal around cur dials a Unix
// socket: no ports, and a handshake that costs next to nothing.
func (f *finder) unixSocket(cur inspector.Cursor) bool {
	found := false
	for _, value := range literalFields(cur, "Dial", "DialContext", "DialTLS", "DialTLSContext") {
		ast.Inspect(value, func(n ast.Node) bool {
			if e, ok := n.(ast.Expr); ok {
				if s, ok := f.text(e); ok && strings.HasPrefix(s, "unix") {
					found = true
				}
			}
			return !found
		})
	}
	return found
}

// hasControl reports whether the dialer literal around cur sets socket
// options, which is how a port is shared on purpose.
func (f *finder) hasControl(cur inspector.Cursor) bool {
	return literalFields(cur, "Control", "ControlContext") != nil
}

// literalFields returns the values of the named fields in the literal that
// holds the key-value pair cur.
func literalFields(cur inspector.Cursor, names ...string) []ast.Expr {
	lit, ok := cur.Parent().Node().(*ast.CompositeLit)
	if !ok {
		return nil
	}
	var values []ast.Expr
	for _, elt := range lit.Elts {
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			for _, name := range names {
				if key, ok := kv.Key.(*ast.Ident); ok && key.Name == name {
					values = append(values, kv.Value)
				}
			}
		}
	}
	return values
}
