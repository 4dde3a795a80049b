// Package driver runs the analyzers over packages.
//
// Usually the go command does everything (go vet -vettool=connlint -json): it
// finds the packages, builds what they need, runs the analyzers on them in
// parallel, in dependency order, and caches what they said.
//
// There is a second way, on trial, that analyses all packages in this process,
// which costs less (docs/performance.md): the go command lists the packages and compiles what
// they import, and results are kept in its cache, under keys made like its own.
// Where it does not know its way, as where packages do not load, go vet does.
package driver

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"sync"

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

// WayEnv names the environment variable that, set to "direct", has the packages
// analysed in this process. Test files are not looked at then, unless findings in
// them are wanted.
const WayEnv = "CONNLINT_DRIVER"

// Run analyses the packages. An error means that there is no result at all.
func Run(ctx context.Context, opts Options) (*Result, error) {
	usable := sync.OnceValues(func() (map[string]string, error) {
		env, err := goEnv(ctx)
		if err == nil {
			err = checkToolchain(env)
		}
		return env, err
	})
	var res *Result
	if os.Getenv(WayEnv) == "direct" {
		env, err := usable()
		if err != nil {
			return nil, err
		}
		if res, err = direct(ctx, opts, env); err != nil && opts.Verbose {
			fmt.Fprintf(opts.Stderr, "go vet is to analyse the packages: %v\n", err)
		}
	}
	if res == nil && ctx.Err() == nil {
		var err error
		if res, err = vet(ctx, opts, func() error { _, err := usable(); return err }); err != nil {
			return nil, err
		}
	}
	if ctx.Err() != nil {
		return nil, errors.New("interrupted")
	}
	res.Findings = report.Sort(res.Findings)
	res.Incomplete = report.Sort(res.Incomplete)
	slices.Sort(res.Failures)
	return res, nil
}
