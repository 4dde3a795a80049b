package bodydrain

import (
	"golang.org/x/tools/go/analysis"

	"github.com/connlint/connlint/passes/finding"
	"github.com/connlint/connlint/passes/obligation"
)

// Analyzer reports response bodies that are closed before their end.
var Analyzer = finding.NewAnalyzer(doc, find, obligation.Analyzer)

func find(pass *analysis.Pass) []finding.Finding {
	var found []finding.Finding
	for _, u := range obligation.Undrain(pass) {
		severity := finding.Warning
		if u.Fails || u.Decoded || u.Events {
			severity = finding.Note
		}
		found = append(found, finding.Finding{Pos: u.Pos, End: u.End, Severity: severity, Message: u.Message, Path: u.Path, Fix: u.Fix})
	}
	return found
}
