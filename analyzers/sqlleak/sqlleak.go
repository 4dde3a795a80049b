package sqlleak

import (
	"golang.org/x/tools/go/analysis"

	"github.com/connlint/connlint/passes/finding"
	"github.com/connlint/connlint/passes/obligation"
)

// Analyzer reports rows, statements, connections and transactions of a database that are left open.
var Analyzer = finding.NewAnalyzer(doc, find, obligation.Analyzer)

func find(pass *analysis.Pass) []finding.Finding {
	return obligation.Errors(pass, "sqlleak")
}
