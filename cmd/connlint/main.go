package main

import (
	"os"

	"github.com/connlint/connlint/analyzers"
	"github.com/connlint/connlint/internal/cli"
)

func main() { os.Exit(cli.Main(analyzers.Suite)) }
