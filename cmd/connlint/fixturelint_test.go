package main_test

import (
	"errors"
	"go/ast"
	"os"

	"golang.org/x/tools/go/analysis"

	"github.com/connlint/connlint/analyzers"
	"github.com/connlint/connlint/internal/cli"
	"github.com/connlint/connlint/passes/finding"
)

// fixturelint is connlint with rules for tests.
func fixturelint() {
	os.Exit(cli.Main([]analyzers.Rule{
		{Analyzer: leaktest, Severity: finding.Error, Category: "leak"},
		{Analyzer: rawtest, Severity: finding.Error, Category: "leak"},
	}))
}

// leaktest reports calls of leak, waste and nit as error, warning and note. It
// crashes, contained, in a package with a function crash.
var leaktest = finding.NewAnalyzer("calls of leak\n\n# leaktest: calls of leak\n\n# What it reports\n\nCalls.\n", func(pass *analysis.Pass) (found []finding.Finding) {
	if pass.Pkg.Scope().Lookup("crash") != nil {
		panic("boom")
	}
	severities := map[string]finding.Severity{
		"leak": finding.Error, "waste": finding.Warning, "nit": finding.Note, "giveup": finding.Incomplete,
	}
	for _, file := range pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				if fn, ok := call.Fun.(*ast.Ident); ok && severities[fn.Name] != "" {
					found = append(found, finding.Finding{
						Pos: call.Pos(), End: call.End(), Severity: severities[fn.Name], Message: fn.Name + " is called",
						Path: []finding.Step{{Pos: call.Pos(), Message: "the call"}, {Pos: call.End(), Message: "its end"}},
					})
				}
			}
			return true
		})
	}
	return found
})

// rawtest does what a rule must not do: it returns an error in a package with a
// function fail, and panics in one with a function die.
var rawtest = &analysis.Analyzer{
	Name: "rawtest",
	Doc:  "misbehaves\n\n# rawtest: misbehaves\n",
	Run: func(pass *analysis.Pass) (any, error) {
		if pass.Pkg.Scope().Lookup("die") != nil {
			panic("dying")
		}
		if pass.Pkg.Scope().Lookup("fail") != nil {
			return nil, errors.New("cannot go on")
		}
		return nil, nil
	},
}
