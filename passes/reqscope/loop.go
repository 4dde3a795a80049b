package reqscope

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/connlint/connlint/passes/finding"
)

var tick = &Row{Per: "tick", What: "ticker loop", Sure: Medium}

// receiveLoops finds the loops that run once per message or tick: those that
// call a receiving method, and those that receive from a channel that such a
// method returned, or from a ticker's.
func (b *builder) receiveLoops() {
	channels := make(map[types.Object]*Row)
	for cur := range b.root.Preorder((*ast.CallExpr)(nil)) {
		call := cur.Node().(*ast.CallExpr)
		r := b.row(call)
		if r == nil || r.Kind != "loop" {
			continue
		}
		if !b.returnsChannel(call) {
			b.loopAround(cur, r)
		} else if v := b.assigned(cur); v != nil {
			channels[v] = r
		}
	}
	for cur := range b.root.Preorder((*ast.RangeStmt)(nil), (*ast.UnaryExpr)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.RangeStmt:
			if r := b.channel(n.X, channels); r != nil {
				b.markLoop(n, r)
			}
		case *ast.UnaryExpr:
			if n.Op == token.ARROW {
				if r := b.channel(n.X, channels); r != nil {
					b.loopAround(cur, r)
				}
			}
		}
	}
}

func (b *builder) returnsChannel(call *ast.CallExpr) bool {
	t := b.pass.TypesInfo.TypeOf(call)
	if tuple, ok := t.(*types.Tuple); ok && tuple.Len() > 0 {
		t = tuple.At(0).Type()
	}
	_, ok := t.Underlying().(*types.Chan)
	return ok
}

// assigned returns the variable that gets the first result of a call.
func (b *builder) assigned(call inspector.Cursor) types.Object {
	if n, ok := call.Parent().Node().(*ast.AssignStmt); ok && len(n.Rhs) == 1 {
		if id, ok := n.Lhs[0].(*ast.Ident); ok {
			return b.pass.TypesInfo.ObjectOf(id)
		}
	}
	return nil
}

// channel returns the row of a channel from which messages or ticks come.
func (b *builder) channel(e ast.Expr, channels map[types.Object]*Row) *Row {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return channels[b.pass.TypesInfo.Uses[e]]
	case *ast.CallExpr:
		if r := b.row(e); r != nil && r.Kind == "loop" && b.returnsChannel(e) {
			return r
		}
		if fn := b.function(e.Fun); fn != nil && fn.FullName() == "time.Tick" {
			return tick
		}
	case *ast.SelectorExpr:
		if v, ok := b.pass.TypesInfo.Uses[e.Sel].(*types.Var); ok && v.IsField() && v.Name() == "C" && isTicker(b.pass.TypesInfo.TypeOf(e.X)) {
			return tick
		}
	}
	return nil
}

func isTicker(t types.Type) bool {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Name() == "Ticker" && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "time"
}

// loopAround marks the innermost loop around a place, within its function.
func (b *builder) loopAround(cur inspector.Cursor, r *Row) {
	for c := range cur.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil), (*ast.FuncLit)(nil), (*ast.FuncDecl)(nil)) {
		switch n := c.Node().(type) {
		case *ast.ForStmt:
			b.markLoop(n, r)
		case *ast.RangeStmt:
			if n.X.Pos() <= cur.Node().Pos() && cur.Node().End() <= n.X.End() {
				continue // evaluated once
			}
			b.markLoop(n, r)
		}
		return
	}
}

func (b *builder) markLoop(loop ast.Node, r *Row) {
	if b.loops[loop] == nil {
		b.loops[loop] = &Scope{
			Per: r.Per, What: r.What, Sure: r.Sure,
			Path: []finding.Step{{Pos: loop.Pos(), Message: article(r.What)}},
		}
	}
}

// EndsLoop reports whether a loop is over with a block of it, as with the body of
// one that looks for the first of several.
func EndsLoop(b *ast.BlockStmt) bool {
	if len(b.List) == 0 {
		return false
	}
	switch last := b.List[len(b.List)-1].(type) {
	case *ast.ReturnStmt:
		return true
	case *ast.BranchStmt:
		return last.Tok == token.BREAK
	}
	return false
}
