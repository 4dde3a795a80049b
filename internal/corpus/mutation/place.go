package mutation

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/packages"
)

// effectIn finds, in a mutated function, the variable and the place where its
// release was, and asks what the mutant does.
func effectIn(q *packages.Package, fn *ast.FuncDecl, m *Mutant, t *tree) string {
	var h *held
	for _, r := range resources(q, fn, func(fn *types.Func) bool { return t.acquires(fn, 0) }) {
		if slices.Contains(r.lines, m.Lines[0]) && r.kind == m.Kind {
			h = r
		}
	}
	if h == nil {
		return Equal
	}
	h.tree = t
	file := q.Fset.File(fn.Pos())
	pos := file.LineStart(m.Line) + token.Pos(m.column-1)
	body := fn.Body
	at := pos
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			if n.Pos() <= pos && pos < n.End() && within(n, h) {
				body = n.Body
			}
		case *ast.DeferStmt:
			if n.Pos() <= pos && pos < n.End() {
				at = n.Pos()
			}
		}
		return true
	})
	return effect(q.TypesInfo, h, body, at)
}
