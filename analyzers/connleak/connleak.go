package connleak

import (
	"golang.org/x/tools/go/analysis"

	"github.com/connlint/connlint/passes/finding"
	"github.com/connlint/connlint/passes/obligation"
)

// Analyzer reports connections and listeners that are not closed on some path.
var Analyzer = finding.NewAnalyzer(doc, find, obligation.Analyzer)

func find(pass *analysis.Pass) []finding.Finding {
	return obligation.Errors(pass, "connleak")
}
