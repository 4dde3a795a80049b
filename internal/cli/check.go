package cli

import (
	"errors"
	"flag"
	"os"
	"slices"

	"github.com/connlint/connlint/internal/baseline"
	"github.com/connlint/connlint/internal/changes"
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
	// What can be wrong besides the code is found out before the work begins.
	if o.outputs, err = parseOutputs(o.format); err != nil {
		return err
	}
	var known *baseline.Baseline
	if o.baseline != "" {
		if known, err = baseline.Load(o.baseline); err != nil {
			return err
		}
	}
	var changed *changes.Set
	if o.newFrom != "" {
		if changed, err = changes.Since(e.ctx, o.newFrom); err != nil {
			return err
		}
	}
	r, err := e.analyse(o)
	if err != nil {
		return err
	}
	// This parses each file with a finding, which lines of text do without.
	if known != nil || slices.ContainsFunc(o.outputs, func(out output) bool { return out.format.Identified }) {
		r.Identify()
	}
	c := &conclusion{o: o}
	c.dropKnown(r, known)
	c.dropMinor(r)
	c.dropOld(r, changed)
	switch {
	case o.diff:
		return e.printDiff(o, c, r)
	case o.fix:
		if err := e.applyFixes(c, r); err != nil {
			return err
		}
	}
	if err := e.write(o.outputs, r); err != nil {
		return err
	}
	return e.conclude(c, r)
}

// options returns the options in force.
func (e *env) options(args []string) (*options, error) {
	o := new(options)
	if err := o.parse(flagSet(o), args); err != nil {
		return nil, err
	}
	if err := mistyped(o.patterns[0]); err != nil {
		return nil, err
	}
	return o, e.prepare(o)
}

// prepare goes to the directory that the command line names, and reads the
// configuration there.
func (e *env) prepare(o *options) error {
	if o.dir != "" {
		if err := os.Chdir(o.dir); err != nil {
			return err
		}
	}
	if err := o.configure(ruleNames(e.suite)); err != nil {
		return err
	}
	if err := o.readModels(); err != nil {
		return err
	}
	return o.readObserved()
}
