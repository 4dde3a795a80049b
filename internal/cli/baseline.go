package cli

import (
	"errors"
	"flag"
	"fmt"
	"os/exec"
	"slices"
	"strings"

	"github.com/connlint/connlint/internal/baseline"
)

// makeBaseline is “connlint baseline”: it writes one, or takes from one what is
// no longer found.
func (e *env) makeBaseline(args []string) error {
	o := new(options)
	fs := flagSet(o)
	write := fs.String("write", "", "")
	prune := fs.String("prune", "", "")
	if err := o.parse(fs, args); errors.Is(err, flag.ErrHelp) {
		return e.help(nil)
	} else if err != nil {
		return err
	}
	if (*write == "") == (*prune == "") {
		return usagef("connlint baseline needs -write FILE, or -prune FILE")
	}
	if err := e.prepare(o); err != nil {
		return err
	}
	if *write != "" {
		if err := checkTarget(*write); err != nil {
			return usagef("-write: %w", err)
		}
	}
	o.baseline = *prune
	var known *baseline.Baseline
	if *prune != "" {
		var err error
		if known, err = baseline.Load(*prune); err != nil {
			return err
		}
	}
	r, err := e.analyse(o)
	if err != nil {
		return err
	}
	if len(r.Failures) > 0 {
		return e.conclude(&conclusion{o: o}, r)
	}
	r.Identify()
	if *write != "" {
		b := baseline.New(r.Findings)
		if err := writeFile(*write, b.Write); err != nil {
			return err
		}
		fmt.Fprintf(e.stderr, "connlint: %s in %s\n", count(b.Len(), "finding"), *write)
		return nil
	}
	_, gone := known.Split(r.Findings)
	if err := e.keepStale(o, gone); err != nil {
		return err
	}
	known.Remove(gone)
	if err := writeFile(*prune, known.Write); err != nil {
		return err
	}
	for _, entry := range gone.Entries() {
		fmt.Fprintf(e.stdout, "%s\n", entry)
	}
	fmt.Fprintf(e.stderr, "connlint: %s removed from %s, %d left\n", count(gone.Len(), "finding"), *prune, known.Len())
	return nil
}

// printStale lists what is in the baseline and was not found.
func (e *env) printStale(c *conclusion) error {
	if c.gone == nil {
		return nil
	}
	if err := e.keepStale(c.o, c.gone); err != nil {
		return err
	}
	entries := c.gone.Entries()
	if len(entries) == 0 {
		return nil
	}
	fmt.Fprintf(e.stderr, "connlint: %s of %s no longer found; remove with: connlint baseline -prune %s\n", count(c.gone.Len(), "finding"), c.o.baseline, c.o.baseline)
	for _, entry := range entries {
		fmt.Fprintf(e.stderr, "\t%s\n", entry)
	}
	return nil
}

// keepStale keeps of a baseline what this run should have found: entries of the
// rules that it checked, in the packages that it analysed or that are no more.
func (e *env) keepStale(o *options, gone *baseline.Baseline) error {
	if gone.Len() == 0 {
		return nil
	}
	rules, err := selectRules(o.rules, e.suite, o.conf)
	if err != nil {
		return err
	}
	analysed, err := e.list(o, "{{.ImportPath}}", o.patterns)
	if err != nil {
		return err
	}
	var others []string
	for _, entry := range gone.Entries() {
		if pkg := strings.TrimSuffix(entry.Package, "_test"); !slices.Contains(analysed, pkg) {
			others = append(others, pkg)
		}
	}
	var missing []string
	if others != nil {
		if missing, err = e.list(o, "{{if .Error}}{{.ImportPath}}{{end}}", others); err != nil {
			return err
		}
	}
	gone.Filter(func(entry baseline.Entry) bool {
		pkg := strings.TrimSuffix(entry.Package, "_test")
		return slices.Contains(rules, entry.Rule) &&
			(!entry.Test || o.config.Tests) &&
			(slices.Contains(analysed, pkg) || slices.Contains(missing, pkg))
	})
	return nil
}

// list asks the go command about packages.
func (e *env) list(o *options, format string, patterns []string) ([]string, error) {
	args := append([]string{"list", "-e", "-tags=" + o.tags, "-f", format, "--"}, patterns...)
	out, err := exec.CommandContext(e.ctx, "go", args...).Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	return strings.Fields(string(out)), nil
}
