package cli

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/connlint/connlint/internal/fix"
	"github.com/connlint/connlint/internal/report"
)

// plan plans the fixes of a report. With failures there is no plan: they may be
// the reason for a finding.
func (e *env) plan(r *report.Report) (*fix.Plan, error) {
	if len(r.Failures) > 0 {
		return &fix.Plan{Left: r.Findings}, nil
	}
	out, err := exec.CommandContext(e.ctx, "go", "list", "-m", "-f", "{{if .Main}}{{.Dir}}{{end}}").Output()
	if err != nil {
		return nil, fmt.Errorf("go list -m: %w", err)
	}
	return fix.New(r.Findings, strings.FieldsFunc(string(out), func(c rune) bool { return c == '\n' || c == '\r' }))
}

// applyFixes writes the fixed files and leaves the other findings in the report.
func (e *env) applyFixes(c *conclusion, r *report.Report) error {
	p, err := e.plan(r)
	if err != nil {
		return err
	}
	for _, f := range p.Files {
		info, err := os.Stat(f.Name)
		if err != nil {
			return err
		}
		err = writeFile(f.Name, func(w io.Writer) error {
			_, err := w.Write(f.New)
			return err
		})
		if err != nil {
			return err
		}
		if err := os.Chmod(f.Name, info.Mode().Perm()); err != nil {
			return err
		}
	}
	r.Findings, c.fixed = p.Left, len(p.Fixed)
	return nil
}

// printDiff prints what applyFixes would do.
func (e *env) printDiff(o *options, c *conclusion, r *report.Report) error {
	p, err := e.plan(r)
	if err != nil {
		return err
	}
	for _, f := range p.Files {
		name := r.Slash(f.Name)
		if _, err := e.stdout.Write(diff.Diff("a/"+name, f.Old, "b/"+name, f.New)); err != nil {
			return err
		}
	}
	o.failOn = "none" // the status is about the diff
	if err := e.conclude(c, r); err != nil {
		return err
	}
	if len(p.Files) > 0 {
		return errFindings
	}
	return nil
}
