package directive_test

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/connlint/connlint/analyzers/connleak"
	"github.com/connlint/connlint/analyzers/directive"
)

func testdata(t *testing.T) string {
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func Test(t *testing.T) {
	analysistest.Run(t, testdata(t), directive.Analyzer, "directive/slips")
}

// TestEffect checks that the rules believe directives, in their package and in
// those that import it.
func TestEffect(t *testing.T) {
	analysistest.Run(t, testdata(t), connleak.Analyzer, "directive/broker", "directive/brokerapp", "directive/relay", "directive/relayapp")
}
