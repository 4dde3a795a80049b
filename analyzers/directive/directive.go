package directive

import (
	"golang.org/x/tools/go/analysis"

	"github.com/connlint/connlint/passes/finding"
	"github.com/connlint/connlint/passes/summary"
)

// Analyzer reports directives and models that cannot be understood.
var Analyzer = finding.NewAnalyzer(doc, find, summary.Analyzer)

func find(pass *analysis.Pass) []finding.Finding {
	sum := pass.ResultOf[summary.Analyzer].(*summary.Result)
	if sum.Failed != nil {
		panic(sum.Failed)
	}
	var found []finding.Finding
	for _, m := range sum.Mistakes {
		found = append(found, finding.Finding{Pos: m.Pos, End: m.End, Severity: finding.Error, Message: m.Message})
	}
	return found
}
