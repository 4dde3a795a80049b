package churn_test

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/connlint/connlint/passes/churn"
)

// The fixtures expect facts.
func TestFacts(t *testing.T) {
	testdata, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	analysistest.Run(t, testdata, churn.Analyzer, "churn/...")
}

func TestUse(t *testing.T) {
	u := churn.Sends | churn.InResult(1)
	if got := u.String(); got != "sends|r1" {
		t.Errorf("String() = %q", got)
	}
	if !u.Has(churn.Sends) || u.Has(churn.Escapes) || u.Has(churn.Sends|churn.Escapes) {
		t.Errorf("Has is wrong for %s", u)
	}
	if churn.InResult(100) != churn.Escapes {
		t.Error("a result too far to be counted should escape")
	}
}
