// Package driver runs the analyzers over packages.
//
// It has two ways. The usual one analyses all packages in this process: the go
// command lists them and compiles what they import, types come from the
// compiler's export data, and results are kept in the go command's cache, under
// keys made like its own. The other one has the go command do everything (go vet
// -vettool=connlint -json), with one process per package, which costs twice as
// much; it is taken where the first does not know its way: where packages do not
// load or do not compile, and where a program takes the place of the cache or
// files that of others. What is found is the same.
package driver

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/connlint/connlint/internal/report"
	"github.com/connlint/connlint/passes/config"
)

// Options say what to analyse, and how.
type Options struct {
	Tool     string               // the executable of this program
	Suite    []*analysis.Analyzer // all analyzers, with that of the options
	Patterns []string             // packages
	Rules    []string             // names of the rules to check
	Tags     string               // build tags, comma-separated
	Config   config.Config
	Verbose  bool

	Stderr     io.Writer          // takes the messages of the go command
	Progress   func(packages int) // called after each package
	Dependency func()             // called after each package that was not asked for
	Env        []string           // added to the environment of the go command
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

// WayEnv names the environment variable that, set to "vet", has the go command
// do everything. It is there to compare the two ways.
const WayEnv = "CONNLINT_DRIVER"

// Run analyses the packages. An error means that there is no result at all.
func Run(ctx context.Context, opts Options) (*Result, error) {
	env, err := goEnv(ctx)
	if err != nil {
		return nil, err
	}
	if err := checkToolchain(env); err != nil {
		return nil, err
	}
	var res *Result
	if os.Getenv(WayEnv) != "vet" {
		res, err = direct(ctx, opts, env)
	}
	if ctx.Err() != nil {
		return nil, errors.New("interrupted")
	}
	if res == nil {
		if err != nil && opts.Verbose {
			fmt.Fprintf(opts.Stderr, "go vet is to analyse the packages: %v\n", err)
		}
		if res, err = vet(ctx, opts); err != nil {
			return nil, err
		}
	}
	res.Findings = report.Sort(res.Findings)
	res.Incomplete = report.Sort(res.Incomplete)
	slices.Sort(res.Failures)
	return res, nil
}
