package bodyleak_test

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/connlint/connlint/analyzers/bodyleak"
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
