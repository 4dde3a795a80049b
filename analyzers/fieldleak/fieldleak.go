package fieldleak

import (
	"golang.org/x/tools/go/analysis"

	"github.com/connlint/connlint/passes/finding"
	"github.com/connlint/connlint/passes/obligation"
)

// Analyzer reports connections that are lost in fields.
var Analyzer = finding.NewAnalyzer(doc, find, obligation.Analyzer)

func find(pass *analysis.Pass) []finding.Finding {
	var found []finding.Finding
	for _, l := range obligation.FieldLeaks(pass) {
		found = append(found, finding.Finding{Pos: l.Pos, End: l.Pos, Severity: finding.Warning, Message: l.Message, Path: l.Path})
	}
	return found
}
