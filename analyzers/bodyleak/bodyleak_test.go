package bodyleak_test

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/connlint/connlint/analyzers/bodyleak"
	"github.com/connlint/connlint/passes/config"
)

func testdata(t *testing.T) string {
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// The patterns take in every folder below them, new ones too.
func Test(t *testing.T) {
	analysistest.Run(t, testdata(t), bodyleak.Analyzer, "bodyleak/...", "facts/...")
}

func TestFix(t *testing.T) { testFix(t, "bodyleak/fix") }

func TestFixErrcheck(t *testing.T) {
	set := func(v string) {
		if err := config.Analyzer.Flags.Set("errcheck", v); err != nil {
			t.Fatal(err)
		}
	}
	set("true")
	defer set("false")
	testFix(t, "bodyleak/fixerrcheck")
}

func testFix(t *testing.T, pkg string) {
	fixes := 0
	for _, r := range analysistest.RunWithSuggestedFixes(t, testdata(t), bodyleak.Analyzer, pkg) {
		for _, d := range r.Action.Diagnostics {
			fixes += len(d.SuggestedFixes)
		}
	}
	if fixes == 0 {
		t.Errorf("%s: no fix offered, so none compared", pkg) // analysistest does not mind
	}
}
