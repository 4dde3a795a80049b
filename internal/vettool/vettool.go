// Package vettool is the side of the command that the go command runs: once to
// ask for its flags, once to identify it for the cache, and then once per
// package.
package vettool

import (
	"encoding/json"
	"os"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"
)

// ProgressEnv names the file to which each run on a package appends one byte,
// if it is set, so that whoever started the go command can tell how far it is.
// It has no influence on results.
const ProgressEnv = "CONNLINT_PROGRESS"

// Asked reports whether the arguments are those of the go command.
func Asked(args []string) bool {
	if len(args) == 0 {
		return false
	}
	last := args[len(args)-1]
	return strings.HasSuffix(last, ".cfg") || len(args) == 1 && (last == "-V=full" || last == "-flags")
}

// Main answers the go command and exits.
func Main(suite []*analysis.Analyzer) {
	if unit := os.Args[len(os.Args)-1]; strings.HasSuffix(unit, ".cfg") {
		tick()
		delayCollection()
		if factsOnly(unit) {
			suite = factsOf(suite)
		}
	}
	unitchecker.Main(suite...)
}

func tick() {
	name := os.Getenv(ProgressEnv)
	if name == "" {
		return
	}
	if f, err := os.OpenFile(name, os.O_APPEND|os.O_WRONLY, 0); err == nil {
		f.Write([]byte{'.'})
		f.Close()
	}
}

// factsOnly reports whether the go command wants the package's facts and will
// not look at diagnostics, as for every dependency.
func factsOnly(unit string) bool {
	var cfg struct{ VetxOnly bool } // of unitchecker.Config
	text, err := os.ReadFile(unit)
	return err == nil && json.Unmarshal(text, &cfg) == nil && cfg.VetxOnly
}

// factsOf returns analyzers of the same names and flags that compute the suite's
// facts and nothing else. A program has many more dependencies than packages of
// its own; the search for findings in them would be work for nobody.
func factsOf(suite []*analysis.Analyzer) []*analysis.Analyzer {
	var stubs []*analysis.Analyzer
	for _, a := range suite {
		stub := &analysis.Analyzer{
			Name:     a.Name,
			Doc:      a.Doc,
			Flags:    a.Flags,
			Requires: factPasses(a),
			Run:      func(*analysis.Pass) (any, error) { return nil, nil },
		}
		stubs = append(stubs, stub)
	}
	return stubs
}

// factPasses returns the analyzers with facts that a requires, directly or not.
func factPasses(a *analysis.Analyzer) []*analysis.Analyzer {
	var found []*analysis.Analyzer
	seen := make(map[*analysis.Analyzer]bool)
	var visit func(*analysis.Analyzer)
	visit = func(a *analysis.Analyzer) {
		if seen[a] {
			return
		}
		seen[a] = true
		if len(a.FactTypes) > 0 {
			found = append(found, a)
		}
		for _, r := range a.Requires {
			visit(r)
		}
	}
	visit(a)
	return slices.Clip(found)
}
