package bodydrain_test

import (
	"go/ast"
	"go/token"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/connlint/connlint/analyzers/bodydrain"
	"github.com/connlint/connlint/passes/config"
)

func testdata(t *testing.T) string {
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// set gives an option a value until the test ends.
func set(t *testing.T, option, value string) {
	t.Helper()
	old := config.Default()
	if err := config.Analyzer.Flags.Set(option, value); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		config.Analyzer.Flags.Set("drain", old.Drain)
		config.Analyzer.Flags.Set("min-go", old.MinGo)
		config.Analyzer.Flags.Set("errcheck", "false")
	})
}

// repaired are the fixtures in which Close reads the rest since Go 1.27; in those
// of unrepaired it never does. What is expected of both is what Go 1.26 needs.
var (
	repaired   = []string{"bodydrain/unread", "bodydrain/once", "bodydrain/decoders", "bodydrain/readers", "bodydrain/deferred", "bodydrain/helpers", "bodydrain/helperapp", "bodydrain/bodyless", "bodydrain/failing", "bodydrain/unknown", "bodydrain/loops"}
	unrepaired = []string{"bodydrain/cancel", "bodydrain/beyond"}
)

// Test runs the fixtures as if Close read nothing, whatever the release is.
func Test(t *testing.T) {
	set(t, "drain", "always")
	for _, r := range analysistest.Run(t, testdata(t), bodydrain.Analyzer, append(unrepaired, repaired...)...) {
		for _, d := range r.Diagnostics {
			checkSeverity(t, r.Pass, d)
		}
	}
}

// checkSeverity: the name of a fixture says whether its finding is a note.
func checkSeverity(t *testing.T, pass *analysis.Pass, d analysis.Diagnostic) {
	want := "warning"
	if strings.HasSuffix(function(pass.Files, d.Pos), "NoteBad") {
		want = "note"
	}
	if d.Category != want {
		t.Errorf("%s: severity %s, want %s", pass.Fset.Position(d.Pos), d.Category, want)
	}
}

func function(files []*ast.File, pos token.Pos) string {
	for _, f := range files {
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Pos() <= pos && pos < fn.End() {
				return fn.Name.Name
			}
		}
	}
	return ""
}

// TestRelease runs the fixtures for the release of the go command, which is what
// the packages are built against: those that are written for the one or the other,
// and all others, of which Go 1.27 leaves few.
func TestRelease(t *testing.T) {
	analysistest.Run(t, testdata(t), bodydrain.Analyzer, append(unrepaired, "bodydrain/release")...)
	if !closeReads() {
		analysistest.Run(t, testdata(t), bodydrain.Analyzer, repaired...)
		return
	}
	for _, r := range analysistest.Run(findingsIgnored{t}, testdata(t), bodydrain.Analyzer, repaired...) {
		for _, d := range r.Diagnostics {
			t.Errorf("%s: reported, though Close reads the rest: %s", r.Pass.Fset.Position(d.Pos), d.Message)
		}
	}
}

// TestMinGo: a library that older releases build has to do without.
func TestMinGo(t *testing.T) {
	set(t, "min-go", "1.26")
	analysistest.Run(t, testdata(t), bodydrain.Analyzer, "bodydrain/unread")
}

func TestFix(t *testing.T) {
	set(t, "drain", "always")
	testFix(t, "bodydrain/fix", 5)
}

func TestFixErrcheck(t *testing.T) {
	set(t, "drain", "always")
	set(t, "errcheck", "true")
	testFix(t, "bodydrain/fixerrcheck", 2)
}

func testFix(t *testing.T, pkg string, want int) {
	fixes := 0
	for _, r := range analysistest.RunWithSuggestedFixes(t, testdata(t), bodydrain.Analyzer, pkg) {
		for _, d := range r.Diagnostics {
			fixes += len(d.SuggestedFixes)
		}
	}
	if fixes != want {
		t.Errorf("%s: %d fixes offered, want %d", pkg, fixes, want)
	}
}
