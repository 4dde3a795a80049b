package connleak

import (
	"golang.org/x/tools/go/analysis"

	"github.com/connlint/connlint/passes/finding"
	"github.com/connlint/connlint/passes/obligation"
)

// Analyzer reports connections and listeners that are not closed on some path.
var Analyzer = finding.NewAnalyzer(doc, find, obligation.Analyzer)

func find(pass *analysis.Pass) []finding.Finding {
	var found []finding.Finding
	for _, l := range obligation.Of(pass, "connleak") {
		found = append(found, l.Finding(finding.Error))
	}
	return append(found, obligation.Gaps(pass, "connleak")...)
}
