package deferloop_test

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/connlint/connlint/analyzers/deferloop"
)

// The pattern takes in every folder below it, new ones too.
func Test(t *testing.T) {
	testdata, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	analysistest.Run(t, testdata, deferloop.Analyzer, "deferloop/...")
}

func TestFix(t *testing.T) {
	testdata, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	fixes := 0
	for _, r := range analysistest.RunWithSuggestedFixes(t, testdata, deferloop.Analyzer, "deferloop/wrapping") {
		for _, d := range r.Action.Diagnostics {
			fixes += len(d.SuggestedFixes)
		}
	}
	if fixes != 1 {
		t.Errorf("%d fixes offered, want the one that is safe", fixes)
	}
}
