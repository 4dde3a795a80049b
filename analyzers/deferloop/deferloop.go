package deferloop

import (
	"golang.org/x/tools/go/analysis"

	"github.com/connlint/connlint/passes/finding"
	"github.com/connlint/connlint/passes/obligation"
)

// Analyzer reports releases that are deferred in the loop which acquires.
var Analyzer = finding.NewAnalyzer(doc, find, obligation.Analyzer)

func find(pass *analysis.Pass) []finding.Finding {
	var found []finding.Finding
	for _, l := range obligation.LoopDefers(pass) {
		found = append(found, finding.Finding{
			Pos: l.Pos, End: l.End, Severity: finding.Warning, Message: l.Message, Path: l.Path, Fix: l.Fix,
		})
	}
	return found
}
