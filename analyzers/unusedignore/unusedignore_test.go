package unusedignore_test

import (
	"go/ast"
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/connlint/connlint/analyzers/unusedignore"
	"github.com/connlint/connlint/passes/config"
	"github.com/connlint/connlint/passes/finding"
)

// rule returns a rule that reports calls of leak, and crashes in package crash.
func rule(name string) *analysis.Analyzer {
	return finding.NewAnalyzer("calls of leak\n\n# "+name+": calls of leak\n", func(pass *analysis.Pass) (found []finding.Finding) {
		if pass.Pkg.Name() == "crash" {
			panic("boom")
		}
		for _, file := range pass.Files {
			ast.Inspect(file, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok && call.Fun.(*ast.Ident).Name == "leak" {
					found = append(found, finding.Finding{Pos: call.Pos(), End: call.End(), Message: "leak is called"})
				}
				return true
			})
		}
		return found
	})
}

func testdata(t *testing.T) string {
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func Test(t *testing.T) {
	a := unusedignore.New(rule("leaktest"))
	analysistest.RunWithSuggestedFixes(t, testdata(t), a, "unusedignore/spent")
}

func TestForeign(t *testing.T) {
	foreign := config.Analyzer.Flags.Lookup("unused-foreign")
	if err := foreign.Value.Set("true"); err != nil {
		t.Fatal(err)
	}
	defer foreign.Value.Set("false")
	a := unusedignore.New(rule("bodyleak"), rule("sqlleak"))
	analysistest.Run(t, testdata(t), a, "unusedignore/foreign")
}

func TestCrash(t *testing.T) {
	a := unusedignore.New(rule("bodyleak"))
	for _, r := range analysistest.Run(t, testdata(t), a, "unusedignore/crash") {
		if len(r.Diagnostics) != 0 {
			t.Errorf("in a package where a rule crashed: %+v", r.Diagnostics)
		}
	}
}
