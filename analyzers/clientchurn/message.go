package clientchurn

import (
	"go/ast"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/connlint/connlint/passes/churn"
	"github.com/connlint/connlint/passes/finding"
	"github.com/connlint/connlint/passes/resource"
)

// finding words a finding. It stands on the construction, or on the call that
// makes it per request.
func (p *place) finding(pass *analysis.Pass, root inspector.Cursor, how string) finding.Finding {
	at := p.cur
	by := ""
	var path []finding.Step
	if p.By != nil {
		origin, here := root.FindByPos(p.Origin, p.Origin)
		switch {
		case p.By.Pkg() == pass.Pkg && here && p.scope == nil && !p.loop && !finding.InTest(pass.Fset, p.Pos):
			// Nothing but the drop is here, so that the construction says more.
			// A test that drops is the test's own affair.
			at = construction(origin)
			path = append(path, finding.Step{Pos: p.Pos, Message: "dropped at the end of " + funcName(p.fn)})
		default:
			by = " by " + p.By.Name()
			path = append(path, finding.Step{Pos: p.Origin, Message: "made here"})
		}
	}
	if p.scope != nil {
		path = append(path, p.scope.Path...)
	}
	if p.Sent.IsValid() {
		path = append(path, finding.Step{Pos: p.Sent, Message: "used here, and never again"})
	}
	severity := finding.Warning
	if p.Client || p.scope == nil && !p.loop && p.Idle == churn.IdleBounded {
		severity = finding.Note // bounded by a rate that is not known
	}
	return finding.Finding{
		Pos: at.Node().Pos(), End: at.Node().End(), Severity: severity, Path: path,
		Message: p.subject() + " is made" + by + " " + how + ": " + p.cost(),
	}
}

func (p *place) subject() string {
	if p.Literal {
		return p.What
	}
	return resource.Kinds[p.Kind].Noun + " from " + p.What
}

// cost is what each one costs; measured, see the rule's documentation.
func (p *place) cost() string {
	const stay = "a socket and two goroutines stay behind each time"
	switch {
	case p.Client:
		return "it shares http.DefaultTransport, so that nothing is lost but the value"
	case p.http() && p.Leaks && p.Idle == churn.IdleForever:
		return stay + ", for ever, because it has no IdleConnTimeout"
	case p.http() && p.Leaks && p.Idle == churn.IdleBounded:
		return stay + ", until its IdleConnTimeout"
	case p.http() && p.Leaks:
		return stay
	case p.Use.Has(churn.Releases):
		return "each one opens connections of its own and closes them again"
	}
	return "each one opens connections of its own"
}

// construction returns the expression around a position that SSA keeps: the
// brace of a literal, the parenthesis of a call, or the name of a variable.
func construction(cur inspector.Cursor) inspector.Cursor {
	switch n := cur.Node().(type) {
	case *ast.CompositeLit, *ast.CallExpr:
		return cur
	case *ast.Ident:
		switch p := cur.Parent().Node().(type) {
		case *ast.AssignStmt:
			if _, i := cur.ParentEdge(); len(p.Lhs) == len(p.Rhs) && p.Lhs[i] == n {
				value, _ := cur.Parent().FindNode(p.Rhs[i])
				return value
			}
		case *ast.ValueSpec:
			if len(p.Values) == 1 && len(p.Names) == 1 {
				value, _ := cur.Parent().FindNode(p.Values[0])
				return value
			}
		}
	}
	return cur
}
