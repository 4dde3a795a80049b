// Package driver runs the analyzers over packages.
//
// The go command does everything (go vet -vettool=connlint -json): it finds the
// packages, builds what they need, runs the analyzers on them in parallel, in
// dependency order, and caches what they said.
package driver

import (
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/connlint/connlint/internal/report"
	"github.com/connlint/connlint/passes/config"
)

// Options say what to analyse, and how.
type Options struct {
	Tool     string   // the executable of this program
	Patterns []string // packages
	Rules    []string // names of the rules to check
	Tags     string   // build tags, comma-separated
	Config   config.Config
	Verbose  bool

	Stderr   io.Writer          // takes the messages of the go command
	Progress func(packages int) // called after each package
	Env      []string           // added to the environment of the go command
}

// A Result is what came of it.
type Result struct {
	Findings   []report.Finding
	Incomplete []report.Finding // where an analysis gave up
	Packages   int              // that were analysed

	// Failures say what went wrong, a line each. With any, the absence of
	// findings proves nothing.
	Failures []string
	failed   map[string]bool // packages that Failures speak of
}

func (res *Result) fail(pkg, format string, args ...any) {
	if res.failed == nil {
		res.failed = make(map[string]bool)
	}
	if pkg != "" {
		res.failed[pkg] = true
	}
	res.Failures = append(res.Failures, fmt.Sprintf(format, args...))
}

// Run analyses the packages. An error means that there is no result at all.
func Run(ctx context.Context, opts Options) (*Result, error) {
	res, err := vet(ctx, opts)
	if err != nil {
		return nil, err
	}
	res.Findings = report.Sort(res.Findings)
	res.Incomplete = report.Sort(res.Incomplete)
	slices.Sort(res.Failures)
	return res, nil
}
