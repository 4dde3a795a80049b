// Command suite runs connlint's rules on sources, without the go command's
// build of the dependencies: a quick tool for the corpus. Run by go vet it is an
// ordinary vet tool.
package main

import (
	"github.com/connlint/connlint/analyzers"
	"github.com/connlint/connlint/internal/corpus/sourcecheck"
)

func main() { sourcecheck.Main(analyzers.All()...) }
