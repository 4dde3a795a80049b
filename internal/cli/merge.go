package cli

import (
	"errors"
	"flag"
	"os"
	"slices"

	"github.com/connlint/connlint/internal/report"
)

// merge is “connlint merge”: it makes one report of those of several runs.
func (e *env) merge(args []string) error {
	o := new(options)
	fs := flagSet(o)
	if err := o.parse(fs, args); errors.Is(err, flag.ErrHelp) {
		return e.help(nil)
	} else if err != nil {
		return err
	}
	for name := range o.set {
		if !slices.Contains([]string{"C", "config", "format", "severity", "fail-on", "v"}, name) {
			return usagef("connlint merge: -%s is for the runs whose reports are merged", name)
		}
	}
	if fs.NArg() == 0 {
		return usagef("connlint merge takes files that -format=json=FILE has written")
	}
	if err := e.prepare(o); err != nil {
		return err
	}
	var err error
	if o.outputs, err = parseOutputs(o.format); err != nil {
		return err
	}
	dir, err := os.Getwd()
	if err != nil {
		return err
	}
	var shards []*report.Report
	for _, name := range fs.Args() {
		r, err := report.ReadJSON(name, dir)
		if err != nil {
			return err
		}
		if len(shards) > 0 && r.Version != shards[0].Version {
			return usagef("%s was written by connlint %s, and %s by %s; use one version for all", fs.Arg(0), shards[0].Version, name, r.Version)
		}
		shards = append(shards, r)
	}
	r := report.Merge(shards)
	e.describe(r)
	c := &conclusion{o: o}
	c.dropMinor(r)
	if err := e.write(o.outputs, r); err != nil {
		return err
	}
	return e.conclude(c, r)
}

// describe adds the documentation of rules, which a report in JSON leaves out,
// and puts them into the suite's order.
func (e *env) describe(r *report.Report) {
	names := ruleNames(e.suite)
	for i, rule := range r.Rules {
		if at := slices.Index(names, rule.Name); at >= 0 {
			r.Rules[i].Doc = e.suite[at].Analyzer.Doc
		}
	}
	slices.SortStableFunc(r.Rules, func(a, b report.Rule) int {
		return slices.Index(names, a.Name) - slices.Index(names, b.Name)
	})
}
