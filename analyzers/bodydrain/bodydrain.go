package bodydrain

import (
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"

	"github.com/connlint/connlint/passes/finding"
	"github.com/connlint/connlint/passes/obligation"
	"github.com/connlint/connlint/passes/reqscope"
)

// Analyzer reports response bodies that are closed before their end.
var Analyzer = finding.NewAnalyzer(doc, find, obligation.Analyzer, reqscope.Analyzer, inspect.Analyzer)

func find(pass *analysis.Pass) []finding.Finding {
	scopes := reqscope.Of(pass)
	var found []finding.Finding
	for _, u := range obligation.Undrain(pass) {
		severity := finding.Warning
		if u.Mild || u.Events || !u.Again && scopes.InCommand(pass, u.Pos) {
			severity = finding.Note
		}
		found = append(found, finding.Finding{Pos: u.Pos, End: u.End, Severity: severity, Message: u.Message, Path: u.Path, Fix: u.Fix})
	}
	return found
}
