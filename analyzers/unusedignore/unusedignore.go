package unusedignore

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/connlint/connlint/passes/config"
	"github.com/connlint/connlint/passes/finding"
)

// New returns the Analyzer that holds the suppression comments against what the
// given rules found.
func New(rules ...*analysis.Analyzer) *analysis.Analyzer {
	return finding.NewAnalyzer(doc, func(pass *analysis.Pass) []finding.Finding {
		cfg := config.Of(pass)
		c := checker{pass: pass, foreign: cfg.Foreign, leave: cfg.LeaveNolint}
		for _, r := range rules {
			c.rules = append(c.rules, r.Name)
			c.results = append(c.results, pass.ResultOf[r].(*finding.Result))
		}
		var found []finding.Finding
		for _, f := range pass.Files {
			for _, d := range finding.Directives(pass.Fset, f) {
				if message, unused := c.judge(d); message != "" {
					found = append(found, finding.Finding{
						Pos: d.Pos, End: d.End, Severity: finding.Note,
						Message: message, Fix: c.remove(d, unused),
					})
				}
			}
		}
		return found
	}, rules...)
}

type checker struct {
	pass    *analysis.Pass
	foreign bool // judge the names of linters that we stand in for
	leave   bool // the name connlint is the driver's to judge
	rules   []string
	results []*finding.Result // of the rules, in the same order
}

// judge says what is wrong with a directive, if anything, and which of its
// names nothing needs.
func (c *checker) judge(d *finding.Directive) (message string, unused []string) {
	for _, name := range d.Rules {
		switch {
		case c.leave && !d.Own && name == "connlint":
		case c.about(name):
			if !c.needed(d, name) {
				unused = append(unused, name)
			}
		case d.Own:
			return fmt.Sprintf("connlint:ignore names %q, which is not a rule", name), nil
		}
	}
	form := "nolint comment"
	if d.Own {
		form = "connlint:ignore comment"
	}
	switch {
	case d.Own && len(d.Rules) == 0:
		return "connlint:ignore comment names no rule", nil
	case len(unused) > 0:
		return fmt.Sprintf("%s for %s suppresses nothing", form, strings.Join(unused, ", ")), unused
	case d.Own && d.Reason == "":
		return "connlint:ignore comment gives no reason", nil
	}
	return "", nil
}

// about reports whether a name is one to be judged. Comments for rowserrcheck
// never are: what else it checks, connlint does not.
func (c *checker) about(name string) bool {
	return name == "connlint" || slices.Contains(c.rules, name) ||
		c.foreign && name != "rowserrcheck" && finding.StandsFor(name) != ""
}

// needed reports whether some finding is suppressed by the directive on account
// of the name, or might be for all we know.
func (c *checker) needed(d *finding.Directive, name string) bool {
	only := finding.Directive{Rules: []string{name}}
	for i, r := range c.results {
		if !only.Names(c.rules[i]) {
			continue
		}
		if r.Failed || slices.ContainsFunc(r.All, func(f finding.Finding) bool { return d.Covers(c.pass.Fset, f) }) {
			return true
		}
	}
	return false
}

// remove returns the fix that deletes the comment, if all of it is unused.
func (c *checker) remove(d *finding.Directive, unused []string) *analysis.SuggestedFix {
	if len(unused) < len(d.Rules) || len(unused) == 0 || c.pass.ReadFile == nil {
		return nil
	}
	file := c.pass.Fset.File(d.Pos)
	text, err := c.pass.ReadFile(file.Name())
	if err != nil || len(text) != file.Size() {
		return nil
	}
	// With the comment goes the space before it; if nothing else stands on the
	// line, the line goes.
	start, end := file.Offset(d.Pos), file.Offset(d.End)
	start = len(strings.TrimRight(string(text[:start]), " \t"))
	if start == 0 || text[start-1] == '\n' {
		if end < len(text) && text[end] == '\n' {
			end++
		}
	}
	return &analysis.SuggestedFix{
		Message:   "delete the comment",
		TextEdits: []analysis.TextEdit{{Pos: file.Pos(start), End: file.Pos(end)}},
	}
}
