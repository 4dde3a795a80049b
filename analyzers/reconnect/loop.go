package reconnect

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/connlint/connlint/passes/reqscope"
)

// endless returns the innermost loop around a place, within its function, if
// it does not count: one that counts gives up.
func endless(cur inspector.Cursor) (inspector.Cursor, bool) {
	for c := range cur.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil), (*ast.FuncLit)(nil), (*ast.FuncDecl)(nil)) {
		loop, ok := c.Node().(*ast.ForStmt)
		return c, ok && loop.Post == nil && !counts(c)
	}
	return cur, false
}

// counts reports whether the loop increments something that it also compares.
func counts(loop inspector.Cursor) bool {
	counters := make(map[string]bool)
	for cur := range loop.Preorder((*ast.IncDecStmt)(nil)) {
		counters[types.ExprString(cur.Node().(*ast.IncDecStmt).X)] = true
	}
	for cur := range loop.Preorder((*ast.BinaryExpr)(nil)) {
		n := cur.Node().(*ast.BinaryExpr)
		if counters[types.ExprString(n.X)] || counters[types.ExprString(n.Y)] {
			return true
		}
	}
	return false
}

// demand reports whether the loop waits for work before the call: it accepts,
// or receives from a channel that is no clock.
func (f *finder) demand(loop, call inspector.Cursor) bool {
	for c := range call.Enclosing((*ast.CommClause)(nil)) {
		if loop.Contains(c) {
			return true
		}
	}
	for cur := range loop.Preorder((*ast.CallExpr)(nil), (*ast.UnaryExpr)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.CallExpr:
			if fn := f.callee(n); fn != nil && strings.HasPrefix(fn.Name(), "Accept") {
				return true
			}
		case *ast.UnaryExpr:
			if n.Op == token.ARROW && n.Pos() < call.Node().Pos() && !f.clock(n.X) && !f.done(n.X) {
				return true
			}
		}
	}
	return false
}

// failsOver reports whether each round asks somebody else: what is called is
// chosen in the loop, which ends when there is nobody left.
func (f *finder) failsOver(loop inspector.Cursor, call *ast.CallExpr) bool {
	chosen := make(map[types.Object]bool)
	for cur := range loop.Preorder((*ast.AssignStmt)(nil)) {
		for _, lhs := range cur.Node().(*ast.AssignStmt).Lhs {
			if id, ok := lhs.(*ast.Ident); ok {
				chosen[f.pass.TypesInfo.ObjectOf(id)] = true
			}
		}
	}
	given := make(map[types.Object]bool)
	for _, arg := range call.Args {
		ast.Inspect(arg, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && chosen[f.pass.TypesInfo.ObjectOf(id)] {
				given[f.pass.TypesInfo.ObjectOf(id)] = true
			}
			return true
		})
	}
	for cur := range loop.Preorder((*ast.IfStmt)(nil)) {
		s := cur.Node().(*ast.IfStmt)
		test, ok := s.Cond.(*ast.BinaryExpr)
		if !ok || test.Op != token.EQL || s.Pos() > call.Pos() || !reqscope.EndsLoop(s.Body) {
			continue
		}
		if id, ok := test.X.(*ast.Ident); ok && given[f.pass.TypesInfo.ObjectOf(id)] {
			return true
		}
	}
	return false
}

// clock reports whether e is a channel on which the time comes: time.After(d),
// or the C of a timer or ticker.
func (f *finder) clock(e ast.Expr) bool {
	t := f.pass.TypesInfo.TypeOf(e)
	if t == nil {
		return false
	}
	ch, ok := t.Underlying().(*types.Chan)
	return ok && types.TypeString(ch.Elem(), nil) == "time.Time"
}

// done reports whether e is a channel that only ever says that all is over.
func (f *finder) done(e ast.Expr) bool {
	t := f.pass.TypesInfo.TypeOf(e)
	if t == nil {
		return false
	}
	ch, ok := t.Underlying().(*types.Chan)
	if !ok {
		return false
	}
	st, ok := ch.Elem().Underlying().(*types.Struct)
	return ok && st.NumFields() == 0
}
