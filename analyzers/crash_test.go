package analyzers_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"reflect"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/connlint/connlint/analyzers"
	"github.com/connlint/connlint/passes/churn"
	"github.com/connlint/connlint/passes/obligation"
	"github.com/connlint/connlint/passes/reqscope"
	"github.com/connlint/connlint/passes/summary"
)

// TestCrash lets everything crash that has code of its own to run: it gets a
// pass without what it requires. golangci-lint drops the findings of all linters
// if an analyzer panics, fails, or has a result of another type than it says.
func TestCrash(t *testing.T) {
	all := []*analysis.Analyzer{churn.Analyzer, obligation.Analyzer, reqscope.Analyzer, summary.Analyzer}
	for _, r := range analyzers.Suite {
		all = append(all, r.Analyzer)
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", "package p\n\nfunc f() { g() }\n", 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range all {
		t.Run(a.Name, func(t *testing.T) {
			said := 0
			result, err := a.Run(&analysis.Pass{
				Analyzer: a,
				Fset:     fset,
				Files:    []*ast.File{file},
				Pkg:      types.NewPackage("example.com/p", "p"),
				Report:   func(analysis.Diagnostic) { said++ },
			})
			if err != nil {
				t.Error(err)
			}
			if got := reflect.TypeOf(result); got != a.ResultType {
				t.Fatalf("a result of type %v, want %v", got, a.ResultType)
			}
			failed := reflect.ValueOf(result).Elem().FieldByName("Failed")
			if failed.IsZero() {
				t.Error("the result does not say that the pass crashed")
			}
			if isRule := failed.Kind() == reflect.Bool; isRule && said != 1 {
				t.Errorf("%d diagnostics, want one", said)
			}
		})
	}
}
