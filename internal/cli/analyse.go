package cli

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/connlint/connlint/internal/driver"
	"github.com/connlint/connlint/internal/report"
)

// analyse runs the rules and returns what they found, as the configuration wants
// it.
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
		Findings:   o.placeModels(res.Findings),
		Packages:   res.Packages,
		Incomplete: res.Incomplete,
		Failures:   res.Failures,
	}
	for _, rule := range e.suite {
		if a := rule.Analyzer; slices.Contains(names, a.Name) {
			summary, _, _ := strings.Cut(a.Doc, "\n")
			r.Rules = append(r.Rules, report.Rule{
				Name: a.Name, Summary: summary, Doc: a.Doc, URL: a.URL,
				Severity: string(rule.Severity), Category: rule.Category,
			})
		}
	}
	if err := e.markObserved(o, r); err != nil {
		return nil, err
	}
	r.Findings = o.configured(r.Findings, e.suite)
	return r, nil
}
