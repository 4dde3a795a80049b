package clientleak

import (
	"golang.org/x/tools/go/analysis"

	"github.com/connlint/connlint/passes/finding"
	"github.com/connlint/connlint/passes/obligation"
)

// Analyzer reports clients and pools that are not stopped on some path.
var Analyzer = finding.NewAnalyzer(doc, find, obligation.Analyzer)

func find(pass *analysis.Pass) []finding.Finding {
	return obligation.Errors(pass, "clientleak")
}
