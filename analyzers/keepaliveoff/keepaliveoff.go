package keepaliveoff

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/connlint/connlint/passes/finding"
)

//go:embed doc.go
var doc string

// Analyzer is the rule keepaliveoff.
var Analyzer = finding.NewAnalyzer(doc, find, inspect.Analyzer)

// The consequences, with the port budget of doc.go.
const (
	noReuse = "every request opens a new connection and leaves a port in TIME_WAIT, " +
		"which allows 470 a second to one address on Linux (28,232 ports / 60 s) and 68 on Windows (16,384 / 240 s)"
	onePort = "each address can be connected to once at a time, " +
		"and not again while the port is in TIME_WAIT (60 s on Linux, 240 s on Windows)"
	perCall = "; the transport is made on each call, share one and leave its keep-alives on"
)

// find needs types and constants only. It has no fast path by import: a
// transport can be set up in a package that never names net/http.
func find(pass *analysis.Pass) []finding.Finding {
	f := &finder{pass: pass, root: pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()}
	f.settings()
	f.headers()
	f.closeIdle()
	f.dialTCP()
	return f.found
}

type finder struct {
	pass  *analysis.Pass
	root  inspector.Cursor
	found []finding.Finding
}

func (f *finder) report(at inspector.Cursor, message string, path ...finding.Step) {
	n := at.Node()
	f.found = append(f.found, finding.Finding{
		Pos: n.Pos(), End: n.End(), Severity: finding.Warning, Message: message, Path: path,
	})
}
