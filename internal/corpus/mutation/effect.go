package mutation

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/cfg"
	"golang.org/x/tools/go/types/typeutil"
)

// effect says what a mutant does: whether there is a way from the node at pos to
// an exit of the function, or to where the variable is lost, without a release.
// body is that of the innermost function that acquires and releases.
func effect(info *types.Info, h *held, body *ast.BlockStmt, pos token.Pos) string {
	before := uses
	ast.Inspect(body, func(n ast.Node) bool {
		s, ok := n.(ast.Stmt)
		if !ok || s.Pos() >= pos {
			return ok || s == nil
		}
		switch s.(type) {
		case *ast.BlockStmt, *ast.IfStmt, *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt, *ast.CaseClause, *ast.CommClause, *ast.LabeledStmt, *ast.ReturnStmt:
			return true
		}
		if s.End() > pos {
			return true
		}
		m := mentions(info, h, s)
		if d, isDefer := s.(*ast.DeferStmt); m == handsOver || m == calls || isDefer && m == releases {
			if isDefer && m == releases && conditional(d) {
				m = calls // on some paths
			}
			if rank[m] > rank[before] {
				before = m
			}
		}
		return false
	})
	switch before {
	case releases, handsOver:
		return Equal
	}
	w := walker{info: info, h: h, seen: make(map[*cfg.Block]bool)}
	g := cfg.New(body, w.mayReturn)
	for _, b := range g.Blocks {
		for i, n := range b.Nodes {
			if b.Live && n.Pos() <= pos && pos < n.End() {
				if !w.arrives(g, pos) {
					return Equal
				}
				if w.leaves(b, i+1, true) {
					if before == calls {
						return Unsure
					}
					return Leaks
				}
				w.seen, w.lenient = make(map[*cfg.Block]bool), true
				if w.leaves(b, i+1, true) {
					return Unsure
				}
				return Equal
			}
		}
	}
	return Equal // dead code
}

type walker struct {
	info    *types.Info
	h       *held
	seen    map[*cfg.Block]bool
	lenient bool      // calls of functions of the tree do not end the walk
	to      token.Pos // where the walk is to arrive, instead of leaving the function
}

// arrives reports whether some way from where the resource is acquired leads to
// pos with the resource.
func (w *walker) arrives(g *cfg.CFG, pos token.Pos) bool {
	lenient := w.lenient
	w.to, w.lenient = pos, true
	defer func() { w.to, w.lenient, w.seen = token.NoPos, lenient, make(map[*cfg.Block]bool) }()
	for _, b := range g.Blocks {
		for i, n := range b.Nodes {
			for _, call := range w.h.calls {
				if n.Pos() <= call.Pos() && call.Pos() < n.End() && w.leaves(b, i+1, true) {
					return true
				}
			}
		}
	}
	return false
}

// leaves reports whether some way from node i of a block leads out with the
// resource. fresh says that the error variable is still that of the acquisition.
func (w *walker) leaves(b *cfg.Block, i int, fresh bool) bool {
	for ; i < len(b.Nodes); i++ {
		n := b.Nodes[i]
		if w.to.IsValid() && n.Pos() <= w.to && w.to < n.End() {
			return true
		}
		if w.isDone(n) != nil {
			break // a condition: its sides differ
		}
		switch m := mentions(w.info, w.h, n); {
		case m == releases, m == handsOver, m == calls && !w.lenient:
			return false
		case m == loses:
			return !w.to.IsValid()
		}
		if a, ok := n.(*ast.AssignStmt); ok {
			for _, l := range a.Lhs {
				if id, ok := l.(*ast.Ident); ok && w.h.err != nil && w.info.ObjectOf(id) == w.h.err {
					fresh = false
				}
			}
		}
		if call := callOf(n); call != nil && !w.mayReturn(call) {
			return false
		}
	}
	if len(b.Succs) == 0 {
		return !w.to.IsValid()
	}
	for side, next := range b.Succs {
		if len(b.Succs) == 2 && len(b.Nodes) > 0 && !w.feasible(b.Nodes[len(b.Nodes)-1], side == 0, fresh) {
			continue
		}
		if !w.seen[next] {
			w.seen[next] = true
			if w.leaves(next, 0, fresh) {
				return true
			}
		}
	}
	return false
}

// feasible says whether the resource can be open on a side of a condition.
func (w *walker) feasible(cond ast.Node, side, fresh bool) bool {
	if call := w.isDone(cond); call != nil {
		return side
	}
	b, ok := cond.(*ast.BinaryExpr)
	if !ok || b.Op != token.EQL && b.Op != token.NEQ {
		return true
	}
	x, ok := ast.Unparen(b.X).(*ast.Ident)
	if y, isIdent := b.Y.(*ast.Ident); !ok || !isIdent || y.Name != "nil" {
		return true
	}
	isNil := side == (b.Op == token.EQL)
	switch obj := w.info.ObjectOf(x); {
	case obj == w.h.v:
		return !isNil
	case fresh && w.h.err != nil && obj == w.h.err:
		return isNil
	}
	return true
}

// isDone returns the call if a condition is one whose false releases.
func (w *walker) isDone(n ast.Node) *ast.CallExpr {
	call, ok := n.(*ast.CallExpr)
	if !ok {
		return nil
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || !w.h.done[sel.Sel.Name] {
		return nil
	}
	if id, ok := sel.X.(*ast.Ident); ok && w.info.ObjectOf(id) == w.h.v {
		return call
	}
	return nil
}

func callOf(n ast.Node) *ast.CallExpr {
	if s, ok := n.(*ast.ExprStmt); ok {
		n = s.X
	}
	call, _ := n.(*ast.CallExpr)
	return call
}

// mayReturn knows the functions that never return, by name.
func (w *walker) mayReturn(call *ast.CallExpr) bool {
	switch fn := typeutil.Callee(w.info, call).(type) {
	case *types.Builtin:
		return fn.Name() != "panic"
	case *types.Func:
		return !strings.HasPrefix(fn.Name(), "Fatal") && !strings.HasPrefix(fn.Name(), "Panic") && fn.Name() != "Exit" && fn.Name() != "Goexit"
	}
	return true
}

// conditional reports whether a deferred literal does what it does under a
// condition.
func conditional(d *ast.DeferStmt) bool {
	lit, ok := d.Call.Fun.(*ast.FuncLit)
	if !ok {
		return false
	}
	for _, s := range lit.Body.List {
		if _, ok := s.(*ast.IfStmt); ok {
			return true
		}
	}
	return false
}
