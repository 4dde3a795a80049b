// Package driver runs the analyzers over packages.
//
// It is a thin one: the go command finds the packages, builds what they need,
// runs the analyzers on them in parallel, in dependency order, and caches what
// they said (go vet -vettool=connlint -json). The driver reads that stream. It
// has no loader, no cache and no scheduler of its own.
package driver

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"

	"github.com/connlint/connlint/internal/report"
	"github.com/connlint/connlint/passes/config"
)

// Options say what to analyse, and how.
type Options struct {
	Tool     string   // the executable that the go command is to run
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
	if err := checkToolchain(ctx); err != nil {
		return nil, err
	}
	args, err := vetArgs(opts)
	if err != nil {
		return nil, err
	}
	if opts.Verbose {
		fmt.Fprintf(opts.Stderr, "go %s\n", shell(args))
	}
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Env = append(cmd.Environ(), opts.Env...)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) } // lets it clean up
	cmd.WaitDelay = 5 * time.Second
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	messages := &messages{w: opts.Stderr, verbose: opts.Verbose}
	cmd.Stderr = messages
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	res := new(Result)
	decodeErr := res.decode(stdout, opts.Progress)
	if decodeErr != nil {
		io.Copy(io.Discard, stdout) // so that go vet can end
	}
	exit := cmd.Wait()
	messages.flush()
	switch {
	case ctx.Err() != nil:
		return nil, errors.New("interrupted")
	case decodeErr != nil:
		return nil, decodeErr
	}
	res.judge(messages, exit)
	res.Findings = report.Sort(res.Findings)
	res.Incomplete = report.Sort(res.Incomplete)
	slices.Sort(res.Failures)
	return res, nil
}

// vetArgs returns the arguments of the go command. All options travel in one
// flag, because flags are part of the key under which the go command caches,
// and in a canonical form, so that the same options hit the cache.
func vetArgs(opts Options) ([]string, error) {
	cfg, err := json.Marshal(opts.Config)
	if err != nil {
		return nil, err
	}
	// With -trimpath in GOFLAGS, the directory of a package is no part of the
	// cache's key, and another checkout's findings would be replayed.
	args := []string{"vet", "-vettool=" + opts.Tool, "-json", "-trimpath=false"}
	if opts.Tags != "" {
		args = append(args, "-tags="+opts.Tags)
	}
	args = append(args, "-connlint.config="+string(cfg))
	for _, r := range opts.Rules {
		args = append(args, "-"+r)
	}
	args = append(args, "--")
	return append(args, opts.Patterns...), nil
}

// shell joins arguments so that a shell takes them apart again.
func shell(args []string) string {
	quoted := slices.Clone(args)
	for i, a := range quoted {
		if strings.ContainsAny(a, " \t\n\"'{}*?$&|;<>()") {
			quoted[i] = "'" + strings.ReplaceAll(a, "'", `'\''`) + "'"
		}
	}
	return strings.Join(quoted, " ")
}

// judge turns what the go command said besides the stream into failures.
func (res *Result) judge(m *messages, exit error) {
	for _, p := range m.unmatched {
		res.fail("", "%s matches no packages", p)
	}
	for _, pkg := range m.packages {
		if !res.failed[pkg] {
			res.fail(pkg, "package %s could not be analysed", pkg)
		}
	}
	switch {
	case len(res.Failures) > 0:
	case exit != nil && res.Packages == 0:
		res.fail("", "nothing was analysed, because the go command could not load the packages")
	case exit != nil:
		res.fail("", "go vet failed (%v)", exit)
	case res.Packages == 0:
		// The go command says nothing in this case only if it is not the one
		// that we know.
		res.fail("", "go vet analysed no packages")
	}
}
