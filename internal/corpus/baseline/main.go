// Command baseline runs the linters that connlint is measured against, on the
// same code and by the same drivers. It is a module of its own so that their
// dependencies are not connlint's.
package main

import (
	"os"

	"github.com/ryanrolds/sqlclosecheck/pkg/analyzer"
	"github.com/timakin/bodyclose/passes/bodyclose"

	"github.com/connlint/connlint/internal/corpus/sourcecheck"
)

func main() {
	sourcecheck.Main(bodyclose.Analyzer, analyzer.NewAnalyzer())
	os.Exit(0)
}
