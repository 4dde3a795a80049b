package bodyleak

import (
	"golang.org/x/tools/go/analysis"

	"github.com/connlint/connlint/passes/finding"
	"github.com/connlint/connlint/passes/obligation"
)

// Analyzer reports response bodies that are not closed on some path.
var Analyzer = finding.NewAnalyzer(doc, find, obligation.Analyzer)

func find(pass *analysis.Pass) []finding.Finding {
	var found []finding.Finding
	for _, l := range obligation.Of(pass, "bodyleak") {
		f := l.Finding(finding.Error)
		switch {
		case l.Bodyless:
			// No connection hangs on it; only the contract is broken.
			f.Severity = finding.Note
			f.Message += ", though a response to HEAD has none"
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
		}
		found = append(found, f)
	}
	return append(found, obligation.Gaps(pass, "bodyleak")...)
}
