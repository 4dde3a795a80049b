// Package explain puts leaks into words.
package explain

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/connlint/connlint/passes/finding"
	"github.com/connlint/connlint/passes/internal/flow"
	"github.com/connlint/connlint/passes/internal/ir"
)

// maxSteps bounds a path: more is not read.
const maxSteps = 5

// Message says what is leaked and on which path, such as
//
//	response body from http.Get is not closed when resp.StatusCode != 200 (line 42)
func Message(pkg *ir.Package, l *flow.Leak) string {
	verb := verb(l)
	what := fmt.Sprintf("%s from %s", l.Kind.Noun, l.API)
	switch {
	case l.How == flow.Discarded:
		return fmt.Sprintf("%s is discarded without being %s", what, verb)
	case l.How == flow.Overwritten && !(l.Again && pkg.Declares(l.At)):
		return fmt.Sprintf("%s is overwritten at line %d while still open", what, line(pkg, l.Exit))
	case l.Always:
		return fmt.Sprintf("%s is never %s", what, verb)
	}
	if b, ok := decisive(l.Branches); ok {
		if when := condition(pkg, b); when != "" {
			return fmt.Sprintf("%s is not %s %s", what, verb, when)
		}
	}
	return fmt.Sprintf("%s is not %s on the path that leaves at line %d", what, verb, line(pkg, l.Exit))
}

// verb says what nobody did: the kind's word, unless what releases this one is
// called otherwise.
func verb(l *flow.Leak) string {
	if l.Ob.OneOf {
		return l.Kind.Verb + " by " + l.Ob.Release[0]
	}
	if l.Kind.Name != "client" || len(l.Ob.Release) == 0 || slices.Contains(l.Ob.Release, l.Kind.Release[0]) {
		return l.Kind.Verb
	}
	switch l.Ob.Release[0] {
	case "Stop", "GracefulStop":
		return "stopped"
	case "Shutdown":
		return "shut down"
	case "Disconnect":
		return "disconnected"
	case "Unsubscribe":
		return "unsubscribed"
	case "Release":
		return "released"
	case "Close":
		return "closed"
	}
	return l.Kind.Verb
}

// decisive returns the last branch whose other side releases the resource.
func decisive(branches []flow.Branch) (flow.Branch, bool) {
	for i := len(branches) - 1; i >= 0; i-- {
		if branches[i].Decisive {
			return branches[i], true
		}
	}
	return flow.Branch{}, false
}

// Path returns the steps from the acquisition to where the resource is lost:
// the branches that matter, at most five steps.
func Path(pkg *ir.Package, l *flow.Leak) []finding.Step {
	steps := []finding.Step{{Pos: l.At.Pos(), Message: fmt.Sprintf("%s is acquired here", l.Kind.Noun)}}
	if l.How == flow.Discarded {
		return nil
	}
	steps = append(steps, way(pkg, l.Branches, l.At.Pos())...)
	last := "leaves here without releasing it"
	if l.How == flow.Overwritten {
		last = "the last reference to it is lost here"
	}
	return append(steps, finding.Step{Pos: l.Exit, Message: last})
}

// way returns the last branches after the acquisition, as many as fit.
func way(pkg *ir.Package, branches []flow.Branch, from token.Pos) []finding.Step {
	var middle []finding.Step
	for _, b := range branches {
		if when := condition(pkg, b); when != "" && b.Pos > from {
			middle = append(middle, finding.Step{Pos: b.Pos, Message: "continues " + when})
		}
	}
	if over := len(middle) - (maxSteps - 2); over > 0 {
		middle = middle[over:]
	}
	return middle
}

// condition renders a branch: "when x == nil (line 3)".
func condition(pkg *ir.Package, b flow.Branch) string {
	e := pkg.Expr(b.Pos)
	if e == nil {
		return ""
	}
	e = whole(pkg, e, b.Side)
	n := line(pkg, e.Pos())
	t := pkg.Pass.TypesInfo.TypeOf(e)
	if t == nil || !isBoolean(t) {
		// The case of a switch.
		if b.Side {
			return fmt.Sprintf("in case %s (line %d)", short(e), n)
		}
		return fmt.Sprintf("outside case %s (line %d)", short(e), n)
	}
	if b.Side {
		return fmt.Sprintf("when %s (line %d)", short(e), n)
	}
	if neg := negate(e); neg != "" {
		return fmt.Sprintf("when %s (line %d)", neg, n)
	}
	return fmt.Sprintf("unless %s (line %d)", short(e), n)
}

// whole returns the condition that an operand decides by itself, if the other is
// about the same: code < 200 || code >= 300 where one of them holds, and the like
// of && where one does not. Either leads there.
func whole(pkg *ir.Package, e ast.Expr, side bool) ast.Expr {
	op := token.LAND
	if side {
		op = token.LOR
	}
	around := pkg.Enclosing(e)
	for _, n := range around[min(1, len(around)):] {
		switch n := n.(type) {
		case *ast.ParenExpr:
		case *ast.BinaryExpr:
			if n.Op != op || subject(n.X) == "" || subject(n.X) != subject(n.Y) {
				return e
			}
			e = n
		default:
			return e
		}
	}
	return e
}

// subject renders what a comparison is about; "" if there is no such thing.
func subject(e ast.Expr) string {
	b, ok := ast.Unparen(e).(*ast.BinaryExpr)
	switch {
	case !ok:
		return ""
	case b.Op == token.LAND || b.Op == token.LOR:
		if s := subject(b.X); s == subject(b.Y) {
			return s
		}
		return ""
	}
	return types.ExprString(b.X)
}

var opposite = map[token.Token]token.Token{
	token.EQL: token.NEQ, token.NEQ: token.EQL,
	token.LSS: token.GEQ, token.GEQ: token.LSS,
	token.GTR: token.LEQ, token.LEQ: token.GTR,
}

// negate renders the negation of a comparison; "" if e is none.
func negate(e ast.Expr) string {
	switch e := ast.Unparen(e).(type) {
	case *ast.BinaryExpr:
		if e.Op == token.LAND {
			return "" // unless a && b
		}
		if op, ok := opposite[e.Op]; ok {
			return short(&ast.BinaryExpr{X: e.X, Op: op, Y: e.Y})
		}
	case *ast.UnaryExpr:
		if e.Op == token.NOT {
			return short(e.X)
		}
	}
	return ""
}

// short renders an expression in one line that fits a message.
func short(e ast.Expr) string {
	s := []rune(types.ExprString(e))
	if len(s) > 60 {
		s = append(s[:57], []rune("...")...)
	}
	return string(s)
}

func line(pkg *ir.Package, pos token.Pos) int { return pkg.Pass.Fset.Position(pos).Line }

func isBoolean(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}
