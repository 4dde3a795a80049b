// Package cli is the command line of connlint.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/connlint/connlint/analyzers"
	"github.com/connlint/connlint/internal/spell"
	"github.com/connlint/connlint/internal/vettool"
	"github.com/connlint/connlint/passes/config"
)

// Exit statuses.
const (
	exitClean    = 0
	exitFindings = 1
	exitTrouble  = 2
)

// A command is one word after connlint.
type command struct {
	name    string
	args    string // what follows, for the help
	summary string
	run     func(e *env, args []string) error
}

// commands is a function because the help lists them.
func commands() []command {
	return []command{
		{"rules", "", "list the rules", (*env).rules},
		{"explain", "rule", "explain a rule, with an example", (*env).explain},
		{"baseline", "-write|-prune file [flags] [packages]", "record the findings that are there, or forget those that are gone", (*env).makeBaseline},
		{"merge", "[flags] file...", "make one report of several, which -format=json=file has written for parts of a code base", (*env).merge},
		{"completion", "bash|zsh|fish", "print a script with which a shell completes command lines", (*env).completion},
		{"complete", "", "", (*env).complete},
		{"config", "[flags]", "print the options in force, and where they come from", (*env).printConfig},
		{"version", "", "print the version", (*env).version},
		{"help", "", "print this text", (*env).help},
	}
}

// hidden reports whether the command is for scripts.
func (c command) hidden() bool { return c.summary == "" }

// env is what a command works with.
type env struct {
	ctx            context.Context
	suite          []analyzers.Rule
	stdout, stderr io.Writer
	terminal       terminal
}

// errFindings says that everything went well and there are findings.
var errFindings = errors.New("findings")

// usageError is a mistake on the command line.
type usageError struct{ error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// Main runs the command line in os.Args, or answers the go command if that is
// who calls, and returns the exit status.
func Main(suite []analyzers.Rule) int {
	args := os.Args[1:]
	if vettool.Asked(args) {
		all := []*analysis.Analyzer{config.Analyzer}
		for _, r := range suite {
			all = append(all, r.Analyzer)
		}
		vettool.Main(all)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	e := &env{ctx: ctx, suite: suite, stdout: os.Stdout, stderr: os.Stderr, terminal: newTerminal()}
	return e.status(e.dispatch(args))
}

func (e *env) dispatch(args []string) error {
	if len(args) > 0 {
		if slices.Contains([]string{"-h", "-help", "--help"}, args[0]) {
			return e.help(nil)
		}
		for _, c := range commands() {
			if c.name == args[0] {
				return c.run(e, args[1:])
			}
		}
	}
	return e.check(args)
}

// mistyped says so if a package pattern looks like a command.
func mistyped(pattern string) error {
	var names []string
	for _, c := range commands() {
		if !c.hidden() {
			names = append(names, c.name)
		}
	}
	if w := spell.Closest(pattern, names); w != "" {
		return usagef("%s is not a command; did you mean %q?", pattern, w)
	}
	return nil
}

// status prints an error and returns the exit status that it means.
func (e *env) status(err error) int {
	var usage usageError
	switch {
	case err == nil:
		return exitClean
	case errors.Is(err, errFindings):
		return exitFindings
	case errors.Is(err, errSaid):
	case errors.As(err, &usage):
		fmt.Fprintf(e.stderr, "connlint: %v (see “connlint help”)\n", err)
	default:
		fmt.Fprintf(e.stderr, "connlint: %v\n", err)
	}
	return exitTrouble
}

// didYouMean appends a suggestion to a message, if there is one.
func didYouMean(s string, words []string) string {
	if w := spell.Closest(s, words); w != "" {
		return fmt.Sprintf("; did you mean %q?", w)
	}
	return ""
}
