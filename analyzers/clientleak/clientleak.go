package clientleak

import (
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/connlint/connlint/passes/finding"
	"github.com/connlint/connlint/passes/obligation"
	"github.com/connlint/connlint/passes/reqscope"
)

// Analyzer reports clients and pools that are not stopped on some path.
var Analyzer = finding.NewAnalyzer(doc, find, obligation.Analyzer, reqscope.Analyzer, inspect.Analyzer)

func find(pass *analysis.Pass) []finding.Finding {
	root := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
	scopes := reqscope.Of(pass)
	var found []finding.Finding
	for _, l := range obligation.Of(pass, "clientleak") {
		if !l.Again && scopes.InCommand(pass, l.Pos) {
			continue // the process ends with it
		}
		f := l.Finding(finding.Error)
		if cur, ok := root.FindByPos(l.Pos, l.Pos); ok {
			if s, ok := scopes.At(cur); ok && s.Sure >= reqscope.Medium {
				perRequest(&f, l, s)
			} else if l.Again {
				perIteration(&f, l)
			}
		}
		found = append(found, f)
	}
	return append(found, obligation.Gaps(pass, "clientleak")...)
}
