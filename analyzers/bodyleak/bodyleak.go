package bodyleak

import (
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"

	"github.com/connlint/connlint/passes/finding"
	"github.com/connlint/connlint/passes/obligation"
	"github.com/connlint/connlint/passes/reqscope"
)

// Analyzer reports response bodies that are not closed on some path.
var Analyzer = finding.NewAnalyzer(doc, find, obligation.Analyzer, reqscope.Analyzer, inspect.Analyzer)

func find(pass *analysis.Pass) []finding.Finding {
	scopes := reqscope.Of(pass)
	var found []finding.Finding
	for _, l := range obligation.Of(pass, "bodyleak") {
		f := l.Finding(finding.Error)
		switch {
		case l.Bodyless:
			// No connection hangs on it; only the contract is broken.
			f.Severity = finding.Note
			f.Message += ", though its response has no body"
		case l.Broken:
			// The transport closes a connection that it cannot read.
			f.Severity = finding.Warning
			f.Message += ", though its connection is gone where reading fails"
		case l.Drained:
			// The connection is reused all the same.
			f.Severity = finding.Warning
			f.Message += ", though it is read to the end"
		case l.Cancelled:
			// The connection is not held; it is thrown away.
			f.Severity = finding.Warning
			f.Message += ", though its request is cancelled in the end"
		case !l.Again && scopes.InCommand(pass, l.Pos):
			// The process ends with it.
			f.Severity = finding.Note
		}
		found = append(found, f)
	}
	return append(found, obligation.Gaps(pass, "bodyleak")...)
}
