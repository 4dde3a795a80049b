package obligation

import (
	"fmt"
	"go/token"

	"golang.org/x/tools/go/analysis"

	"github.com/connlint/connlint/passes/finding"
	"github.com/connlint/connlint/passes/internal/fix"
	"github.com/connlint/connlint/passes/internal/flow"
	"github.com/connlint/connlint/passes/internal/ir"
)

// A LoopDefer is a release that is deferred in a loop.
type LoopDefer struct {
	Pos, End token.Pos // the defer statement
	Message  string
	Path     []finding.Step
	Fix      *analysis.SuggestedFix // nil if none is provably right
}

func loopDefer(pkg *ir.Package, l *flow.LoopDefer) LoopDefer {
	what := fmt.Sprintf("%s from %s", l.Kind.Noun, l.API)
	if l.Done {
		what += ", where not read to the end,"
	}
	end := l.Pos()
	if call := pkg.Call(l.Defer.Call.Pos()); call != nil {
		end = call.End()
	}
	return LoopDefer{
		Pos:     l.Pos(),
		End:     end,
		Message: fmt.Sprintf("%s is %s only when the function returns: deferred in a loop", what, l.Kind.Verb),
		Path:    []finding.Step{{Pos: l.Call.Pos(), Message: fmt.Sprintf("%s is acquired here, in each iteration", l.Kind.Noun)}},
		Fix:     fix.Wrap(pkg, l),
	}
}

// LoopDefers returns the releases that are deferred in loops. It panics as Of
// does.
func LoopDefers(pass *analysis.Pass) []LoopDefer { return result(pass).LoopDefers }
