// Package sourcecheck runs analyzers on packages loaded from source, without
// compiling anything.
//
// The go command compiles every dependency before it vets a package. For a
// corpus of old commits, each with hundreds of dependencies of its own, that
// costs hours, and it fails where a dependency type-checks but no longer
// compiles. This driver type-checks the dependencies without their function
// bodies, and so costs seconds.
//
// The price: a function outside the tree under test has no body, hence no
// summary, and is unknown to the analyzers unless they have a model of it.
// Functions of other packages in the same tree keep their bodies. The flag -deps
// keeps all of them, and then the findings are those of go vet.
//
// A tool made with Main speaks both protocols: run by go vet -vettool it is an
// ordinary vet tool.
package sourcecheck

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/analysis/unitchecker"
)

// Main runs the analyzers as the program's arguments ask: as a vet tool when go
// vet calls it, else on the packages that the arguments name. In the second
// case it prints the findings as go vet -json does, and exits with status 1 if
// some package does not type-check.
func Main(analyzers ...*analysis.Analyzer) {
	if vetProtocol(os.Args[1:]) {
		unitchecker.Main(analyzers...)
	}
	root := flag.String("root", ".", "the tree whose function bodies are analysed")
	deps := flag.Bool("deps", false, "analyse the bodies of all dependencies too")
	tests := flag.Bool("test", false, "load test files too")
	flag.Bool("json", true, "print JSON, the only output there is")
	for _, a := range analyzers {
		a.Flags.VisitAll(func(f *flag.Flag) { flag.Var(f.Value, a.Name+"."+f.Name, f.Usage) })
	}
	flag.Parse()

	abs, err := filepath.Abs(*root)
	if err != nil {
		fatal(err)
	}
	pkgs, broken, err := Load(Options{Root: abs, Deps: *deps, Tests: *tests}, flag.Args()...)
	if err != nil {
		fatal(err)
	}
	graph, err := checker.Analyze(analyzers, pkgs, nil)
	if err != nil {
		fatal(err)
	}
	if err := graph.PrintJSON(os.Stdout); err != nil {
		fatal(err)
	}
	for _, err := range broken {
		fmt.Fprintln(os.Stderr, err)
	}
	if len(broken) > 0 {
		os.Exit(1)
	}
}

// vetProtocol reports whether the arguments are those that go vet gives to its
// tool.
func vetProtocol(args []string) bool {
	for _, arg := range args {
		if arg == "-flags" || strings.HasPrefix(arg, "-V") || strings.HasSuffix(arg, ".cfg") {
			return true
		}
	}
	return false
}

func fatal(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(2)
}
