package cli

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/connlint/connlint/internal/driver"
	"github.com/connlint/connlint/internal/report"
)

// check is what connlint does when no command is named.
func (e *env) check(args []string) error {
	o, err := e.options(args)
	if errors.Is(err, flag.ErrHelp) {
		return e.help(nil)
	}
	if err != nil {
		return err
	}
	if o.outputs, err = parseOutputs(o.format); err != nil {
		return err
	}
	r, err := e.analyse(o)
	if err != nil {
		return err
	}
	if err := e.write(o.outputs, r); err != nil {
		return err
	}
	return e.conclude(o, r)
}

// options returns the options in force, after going to the directory that the
// command line names.
func (e *env) options(args []string) (*options, error) {
	o, err := parse(args)
	if err != nil {
		return nil, err
	}
	if err := mistyped(o.patterns[0]); err != nil {
		return nil, err
	}
	if o.dir != "" {
		if err := os.Chdir(o.dir); err != nil {
			return nil, err
		}
	}
	return o, o.configure(ruleNames(e.suite))
}

// analyse runs the rules and returns what is to be shown.
func (e *env) analyse(o *options) (*report.Report, error) {
	names, err := selectRules(o.rules, e.suite, o.conf)
	if err != nil {
		return nil, err
	}
	if o.unused {
		names = []string{"unusedignore"}
		o.config.Foreign = true
	}
	dir, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	tool, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("cannot find this program, which the go command is to run: %w", err)
	}
	status := &status{w: e.stderr, shown: e.terminal.stderr}
	progress := startProgress(status, o)
	res, err := driver.Run(e.ctx, driver.Options{
		Tool:     tool,
		Patterns: o.patterns,
		Rules:    names,
		Tags:     o.tags,
		Config:   o.config,
		Verbose:  o.verbose,
		Stderr:   status,
		Progress: progress.packages,
		Env:      progress.env(),
	})
	progress.end()
	if err != nil {
		return nil, err
	}
	r := &report.Report{
		Dir:        dir,
		Version:    version(),
		Findings:   o.shown(res.Findings, e.suite),
		Packages:   res.Packages,
		Incomplete: res.Incomplete,
		Failures:   res.Failures,
	}
	r.Identify()
	for _, rule := range e.suite {
		if a := rule.Analyzer; slices.Contains(names, a.Name) {
			summary, _, _ := strings.Cut(a.Doc, "\n")
			r.Rules = append(r.Rules, report.Rule{
				Name: a.Name, Summary: summary, Doc: a.Doc, URL: a.URL,
				Severity: string(rule.Severity), Category: rule.Category,
			})
		}
	}
	return r, nil
}

// conclude sums the run up on standard error and says how it ended.
func (e *env) conclude(o *options, r *report.Report) error {
	if o.verbose {
		for _, f := range r.Incomplete {
			fmt.Fprintf(e.stderr, "%s: %s\n", r.Place(f.Pos), f.Message)
		}
		o.printExcluded(e.stderr)
	}
	for _, f := range r.Failures {
		fmt.Fprintf(e.stderr, "connlint: %s\n", f)
	}
	if len(r.Failures) > 0 {
		if len(r.Findings) > 0 {
			fmt.Fprintf(e.stderr, "connlint: %s, but not everything was analysed\n", summary(r))
		}
		return errSaid
	}
	fmt.Fprintf(e.stderr, "connlint: %s in %s\n", summary(r), count(r.Packages, "package"))
	if o.failOn != "none" && slices.ContainsFunc(r.Findings, func(f report.Finding) bool { return report.AtLeast(f.Severity, o.failOn) }) {
		return errFindings
	}
	return nil
}

// errSaid is trouble that has been described already.
var errSaid = errors.New("trouble")

func summary(r *report.Report) string {
	if len(r.Findings) == 0 {
		return "no findings"
	}
	var parts []string
	for _, s := range slices.Backward(report.Severities) {
		if n := r.Count(s); n > 0 {
			parts = append(parts, count(n, s))
		}
	}
	return fmt.Sprintf("%s (%s)", count(len(r.Findings), "finding"), strings.Join(parts, ", "))
}

func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}
