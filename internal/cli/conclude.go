package cli

import (
	"errors"
	"fmt"
	"slices"

	"github.com/connlint/connlint/internal/baseline"
	"github.com/connlint/connlint/internal/changes"
	"github.com/connlint/connlint/internal/report"
)

// A conclusion is what is said of a run besides its findings.
type conclusion struct {
	o     *options
	known int                // findings in the baseline
	gone  *baseline.Baseline // what is in the baseline and was not found; nil without one
	old   int                // findings that -new-from leaves out
	fixed int
}

// dropKnown takes the findings away that are in the baseline.
func (c *conclusion) dropKnown(r *report.Report, known *baseline.Baseline) {
	if known == nil {
		return
	}
	all := len(r.Findings)
	r.Findings, c.gone = known.Split(r.Findings)
	c.known = all - len(r.Findings)
}

// dropMinor takes the findings away that are below -severity.
func (c *conclusion) dropMinor(r *report.Report) {
	r.Findings = slices.DeleteFunc(r.Findings, func(f report.Finding) bool { return !report.AtLeast(f.Severity, c.o.severity) })
}

// dropOld takes the findings away on whose paths nothing has changed.
func (c *conclusion) dropOld(r *report.Report, changed *changes.Set) {
	if changed == nil {
		return
	}
	all := len(r.Findings)
	r.Findings = slices.DeleteFunc(r.Findings, func(f report.Finding) bool {
		byFile := map[string][]int{f.Pos.File: {f.Pos.Line}}
		if f.End.Line > 0 {
			byFile[f.Pos.File] = append(byFile[f.Pos.File], f.End.Line)
		}
		for _, s := range f.Path {
			byFile[s.Pos.File] = append(byFile[s.Pos.File], s.Pos.Line)
		}
		for file, lines := range byFile {
			if changed.Touches(file, lines...) {
				return false
			}
		}
		return true
	})
	c.old = all - len(r.Findings)
}

// others counts the findings that are not shown.
func (c *conclusion) others() string {
	s := ""
	if c.known > 0 {
		s += fmt.Sprintf(", %d in the baseline", c.known)
	}
	if c.old > 0 {
		s += fmt.Sprintf(", %d older than %s", c.old, c.o.newFrom)
	}
	if c.fixed > 0 {
		s += fmt.Sprintf(", %d fixed", c.fixed)
	}
	return s
}

// conclude sums the run up on standard error and says how it ended.
func (e *env) conclude(c *conclusion, r *report.Report) error {
	o := c.o
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
			fmt.Fprintf(e.stderr, "connlint: %s, but not everything was analysed\n", report.Summary(r))
		}
		return errSaid
	}
	fmt.Fprintf(e.stderr, "connlint: %s in %s%s\n", report.Summary(r), count(r.Packages, "package"), c.others())
	if r.Unfound != nil {
		seen := 0
		for _, f := range r.Findings {
			if f.Observed != nil {
				seen++
			}
		}
		fmt.Fprintf(e.stderr, "connlint: of these, %d seen at run time; %s seen and not found\n", seen, count(len(r.Unfound), "leak"))
	}
	if err := e.printStale(c); err != nil {
		return err
	}
	if o.failOn != "none" && slices.ContainsFunc(r.Findings, func(f report.Finding) bool { return report.AtLeast(f.Severity, o.failOn) }) {
		return errFindings
	}
	return nil
}

// errSaid is trouble that has been described already.
var errSaid = errors.New("trouble")

func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}
