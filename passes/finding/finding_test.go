package finding_test

import (
	"go/ast"
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/connlint/connlint/passes/config"
	"github.com/connlint/connlint/passes/finding"
)

// testdata is the folder of all fixtures.
func testdata(t *testing.T) string {
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// leaktest reports calls of functions named leak, and crashes in package crash.
var leaktest = finding.NewAnalyzer("calls of leak\n\n# leaktest: calls of leak\n", func(pass *analysis.Pass) (found []finding.Finding) {
	if pass.Pkg.Name() == "crash" {
		var m map[string]bool
		m["boom"] = true
	}
	for _, file := range pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			if fn, ok := call.Fun.(*ast.Ident); !ok || fn.Name != "leak" {
				return true
			}
			found = append(found, finding.Finding{
				Pos: call.Pos(), End: call.End(), Severity: finding.Warning, Message: "leak is called",
				Path: []finding.Step{{Pos: call.Lparen, Message: "called here"}},
				Fix: &analysis.SuggestedFix{
					Message:   "call plug",
					TextEdits: []analysis.TextEdit{{Pos: call.Fun.Pos(), End: call.Fun.End(), NewText: []byte("plug")}},
				},
			})
			return true
		})
	}
	return found
})

func TestFilters(t *testing.T) {
	results := analysistest.Run(t, testdata(t), leaktest, "finding/suppressed", "finding/generated", "finding/tests")
	all := 0
	for _, r := range results {
		all += len(r.Result.(*finding.Result).All)
	}
	if all != 30 {
		t.Errorf("the results hold %d findings, want all 30, suppressed or not", all)
	}
}

// Some drivers apply nolint comments themselves, and say which are unused.
func TestLeaveNolint(t *testing.T) {
	set(t, "leave-nolint", "true")
	analysistest.Run(t, testdata(t), leaktest, "finding/driver")
}

// Some drivers know no severities, and fail on whatever is reported.
func TestSeverity(t *testing.T) {
	for least, want := range map[string]int{"note": 1, "warning": 1, "error": 0} {
		set(t, "severity", least)
		r := analysistest.Run(ignoreWants{t}, testdata(t), leaktest, "finding/plain")[0]
		if got := len(r.Diagnostics); got != want {
			t.Errorf("severity %s: %d findings, want %d", least, got, want)
		}
	}
}

func TestCrash(t *testing.T) {
	for _, r := range analysistest.Run(t, testdata(t), leaktest, "finding/crash") {
		if r.Err != nil {
			t.Errorf("Run returned error %v: some drivers lose other packages then", r.Err)
		}
		if !r.Result.(*finding.Result).Failed {
			t.Error("the result does not say that the rule failed")
		}
		if got := r.Diagnostics[0].Category; got != string(finding.Internal) {
			t.Errorf("category %q, want internal", got)
		}
	}
}

func TestDiagnostic(t *testing.T) {
	d := only(t, leaktest, "finding/plain")
	if d.Category != "warning" || d.Message != "leak is called" || d.URL != leaktest.URL || len(d.SuggestedFixes) != 1 {
		t.Errorf("got %+v", d)
	}
	if len(d.Related) != 1 || d.Related[0].Message != "called here" {
		t.Errorf("related %+v, want the path", d.Related)
	}
}

func TestFixWithheld(t *testing.T) {
	if d := only(t, leaktest, "finding/handwritten"); len(d.SuggestedFixes) != 0 {
		t.Errorf("a fix for translated text: %+v", d.SuggestedFixes)
	}
}

func TestOptions(t *testing.T) {
	set(t, "rule-in-message", "true")
	set(t, "related", "false")
	d := only(t, leaktest, "finding/plain")
	if d.Message != "leaktest: leak is called" || len(d.Related) != 0 {
		t.Errorf("got message %q, related %v", d.Message, d.Related)
	}
	set(t, "tests", "true")
	only(t, leaktest, "finding/tests")
}

// set sets an option for the duration of the test.
func set(t *testing.T, name, value string) {
	f := config.Analyzer.Flags.Lookup(name)
	old := f.Value.String()
	if err := f.Value.Set(value); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Value.Set(old) })
}

// ignoreWants takes what analysistest has to say of missing “want” comments.
type ignoreWants struct{ t *testing.T }

func (ignoreWants) Errorf(string, ...any) {}

// only returns the one diagnostic of a package.
func only(t *testing.T, a *analysis.Analyzer, pkg string) analysis.Diagnostic {
	t.Helper()
	var all []analysis.Diagnostic
	for _, r := range analysistest.Run(ignoreWants{t}, testdata(t), a, pkg) {
		all = append(all, r.Diagnostics...)
	}
	if len(all) != 1 {
		t.Fatalf("%s: %d diagnostics, want 1: %+v", pkg, len(all), all)
	}
	return all[0]
}
