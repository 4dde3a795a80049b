package clientleak

import (
	"golang.org/x/tools/go/analysis"

	"github.com/connlint/connlint/passes/finding"
	"github.com/connlint/connlint/passes/obligation"
)

// Analyzer reports clients and pools that are not stopped on some path.
var Analyzer = finding.NewAnalyzer(doc, find, obligation.Analyzer)

func find(pass *analysis.Pass) []finding.Finding {
	var found []finding.Finding
	for _, l := range obligation.Of(pass, "clientleak") {
		found = append(found, l.Finding(finding.Error))
	}
	return append(found, obligation.Gaps(pass, "clientleak")...)
}
