package fix

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/connlint/connlint/passes/internal/flow"
	"github.com/connlint/connlint/passes/internal/ir"
)

// Wrap returns the edit that makes the body of the loop around a deferred
// release a function literal, so that the release happens in each iteration;
// nil where that could change more. It is right only if
//
//   - nothing leaves the body but continue, which becomes return: no return,
//     goto, or break of the loop, and no label;
//   - nothing that outlives the iteration is assigned but plain values, nothing
//     made from the resource is kept, and no goroutine is started;
//   - the statement is the only defer, and nothing recovers.
func Wrap(pkg *ir.Package, l *flow.LoopDefer) *analysis.SuggestedFix {
	call := pkg.Call(l.Defer.Call.Pos())
	if call == nil || l.Lent {
		return nil
	}
	body := loopBody(pkg.Enclosing(call))
	if body == nil || len(body.List) == 0 {
		return nil
	}
	w := &wrapping{info: pkg.Pass.TypesInfo, body: body, safe: true}
	for _, s := range body.List {
		w.check(s, false, false)
	}
	if !w.safe || w.defers != 1 || l.Call.Pos() < body.Pos() || l.Call.End() > body.End() {
		return nil
	}
	edits := []analysis.TextEdit{{Pos: body.Lbrace + 1, End: body.Lbrace + 1, NewText: []byte("\nfunc() {")}}
	for _, c := range w.continues {
		edits = append(edits, analysis.TextEdit{Pos: c.Pos(), End: c.End(), NewText: []byte("return")})
	}
	edits = append(edits, analysis.TextEdit{Pos: body.Rbrace, End: body.Rbrace, NewText: []byte("}()\n")})
	return &analysis.SuggestedFix{Message: "run the loop's body in a function literal", TextEdits: edits}
}

// loopBody returns the body of the innermost loop, unless a function literal is
// in between that is not the deferred one.
func loopBody(path []ast.Node) *ast.BlockStmt {
	for _, n := range path {
		switch n := n.(type) {
		case *ast.ForStmt:
			return n.Body
		case *ast.RangeStmt:
			return n.Body
		case *ast.FuncDecl, *ast.FuncLit:
			return nil
		}
	}
	return nil
}

type wrapping struct {
	info      *types.Info
	body      *ast.BlockStmt
	continues []*ast.BranchStmt
	defers    int
	safe      bool
}

// check walks a statement of the body; inLoop and inSwitch say what a continue
// or break without a label belongs to.
func (w *wrapping) check(s ast.Node, inLoop, inSwitch bool) {
	ast.Inspect(s, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			w.assignments(n.Body)
			return false
		case *ast.ReturnStmt, *ast.LabeledStmt, *ast.GoStmt:
			w.safe = false
		case *ast.DeferStmt:
			w.defers++
		case *ast.BranchStmt:
			w.branch(n, inLoop, inSwitch)
		case *ast.AssignStmt, *ast.IncDecStmt:
			w.assigned(n)
		case *ast.CallExpr:
			if id, ok := ast.Unparen(n.Fun).(*ast.Ident); ok && id.Name == "recover" {
				w.safe = false
			}
		case *ast.ForStmt:
			return w.nested(s, n, n.Body, true, inSwitch)
		case *ast.RangeStmt:
			if n.Tok == token.ASSIGN {
				w.safe = false
			}
			return w.nested(s, n, n.Body, true, inSwitch)
		case *ast.SwitchStmt:
			return w.nested(s, n, n.Body, inLoop, true)
		case *ast.TypeSwitchStmt:
			return w.nested(s, n, n.Body, inLoop, true)
		case *ast.SelectStmt:
			return w.nested(s, n, n.Body, inLoop, true)
		}
		return w.safe
	})
}

// nested checks the body of a statement on its own terms. What stands before
// the body is walked by the caller.
func (w *wrapping) nested(root, n ast.Node, body *ast.BlockStmt, inLoop, inSwitch bool) bool {
	for _, s := range body.List {
		w.check(s, inLoop, inSwitch)
	}
	switch n := n.(type) {
	case *ast.ForStmt:
		for _, part := range []ast.Stmt{n.Init, n.Post} {
			if part != nil {
				w.check(part, inLoop, inSwitch)
			}
		}
	case *ast.SwitchStmt:
		if n.Init != nil {
			w.check(n.Init, inLoop, inSwitch)
		}
	}
	return false
}

func (w *wrapping) branch(b *ast.BranchStmt, inLoop, inSwitch bool) {
	switch {
	case b.Tok == token.FALLTHROUGH && b.Label == nil:
	case b.Label != nil || b.Tok == token.GOTO:
		w.safe = false
	case b.Tok == token.CONTINUE && !inLoop:
		w.continues = append(w.continues, b)
	case b.Tok == token.BREAK && !inLoop && !inSwitch:
		w.safe = false
	}
}

// assignments looks for assignments in a literal of the body.
func (w *wrapping) assignments(body *ast.BlockStmt) {
	ast.Inspect(body, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.AssignStmt, *ast.IncDecStmt:
			w.assigned(n)
		}
		return true
	})
}

// assigned declines assignments to anything outside of the body that could
// hold on to the resource.
func (w *wrapping) assigned(n ast.Node) {
	var left []ast.Expr
	switch n := n.(type) {
	case *ast.AssignStmt:
		left = n.Lhs
	case *ast.IncDecStmt:
		left = []ast.Expr{n.X}
	}
	for _, l := range left {
		if id, ok := ast.Unparen(l).(*ast.Ident); ok {
			if obj := w.info.ObjectOf(id); obj == nil || w.body.Pos() <= obj.Pos() && obj.Pos() < w.body.End() {
				continue
			}
		}
		t := w.info.TypeOf(l)
		if t == nil {
			continue // the blank identifier
		}
		if _, basic := t.Underlying().(*types.Basic); !basic && !isError(t) {
			w.safe = false
		}
	}
}
