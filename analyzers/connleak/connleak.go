package connleak

import (
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"

	"github.com/connlint/connlint/passes/finding"
	"github.com/connlint/connlint/passes/obligation"
	"github.com/connlint/connlint/passes/reqscope"
)

// Analyzer reports connections and listeners that are not closed on some path.
var Analyzer = finding.NewAnalyzer(doc, find, obligation.Analyzer, reqscope.Analyzer, inspect.Analyzer)

func find(pass *analysis.Pass) []finding.Finding {
	scopes := reqscope.Of(pass)
	var found []finding.Finding
	for _, l := range obligation.Of(pass, "connleak") {
		if !l.Again && scopes.InCommand(pass, l.Pos) {
			continue // the process ends with it
		}
		found = append(found, l.Finding(finding.Error))
	}
	return append(found, obligation.Gaps(pass, "connleak")...)
}
