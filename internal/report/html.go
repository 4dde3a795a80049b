package report

import (
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
)

//go:embed html/page.html
var htmlPage string

//go:embed html/style.css
var htmlStyle string

//go:embed html/script.js
var htmlScript string

type (
	htmlReport struct {
		Title, Version, Packages string
		Style                    template.CSS
		Script                   template.JS
		StyleHash, ScriptHash    string
		Rules, Severities        []htmlCount
		Findings                 []htmlFinding
		Failures, Incomplete     []string
		Observed                 int // findings seen at run time
		Unfound                  []htmlUnfound
	}
	htmlCount struct {
		Name  string
		Count int
	}
	htmlFinding struct {
		Rule, Severity, Message, Package, Function string
		Place, Summary, URL                        string
		Open                                       bool
		Observed                                   string
		Excerpts                                   []htmlExcerpt
		Fix                                        *htmlFix
	}
	htmlUnfound struct{ Rule, Place, Function, Message, Observed, Why string }
	htmlFix     struct {
		Message string
		Edits   []htmlEdit
	}
	htmlEdit struct{ Old, New []string }
)

// HTML writes a page that stands alone: it loads nothing, and its policy would
// not let it. Findings can be searched and filtered, and each shows its path in
// the source.
func HTML(w io.Writer, r *Report, _ Style) error {
	page, err := template.New("page").Parse(htmlPage)
	if err != nil {
		return err
	}
	return page.Execute(w, r.html())
}

func (r *Report) html() htmlReport {
	h := htmlReport{
		Title:      Summary(r),
		Version:    r.Version,
		Packages:   plural(r.Packages, "package"),
		Style:      template.CSS(htmlStyle),
		Script:     template.JS(htmlScript),
		StyleHash:  policyHash(htmlStyle),
		ScriptHash: policyHash(htmlScript),
		Failures:   r.Failures,
	}
	if len(r.Failures) > 0 {
		h.Title = "incomplete: " + h.Title
		if len(r.Findings) == 0 {
			h.Title = "incomplete"
		}
	}
	byRule := make(map[string]int)
	open := r.gravest()
	for i, f := range r.Findings {
		byRule[f.Rule]++
		rule := r.Rule(f.Rule)
		seen := ""
		if f.Observed != nil {
			seen = f.Observed.String()
			h.Observed++
		}
		h.Findings = append(h.Findings, htmlFinding{
			Rule: f.Rule, Severity: f.Severity, Message: f.Message, Package: f.Package, Function: f.Function,
			Place: r.Place(f.Pos), Summary: rule.Summary, URL: rule.URL,
			Open:     i == open,
			Observed: seen,
			Excerpts: r.excerpts(f),
			Fix:      r.htmlFix(f),
		})
	}
	for name, n := range byRule {
		h.Rules = append(h.Rules, htmlCount{name, n})
	}
	slices.SortFunc(h.Rules, func(a, b htmlCount) int { return cmp.Compare(a.Name, b.Name) })
	for _, s := range slices.Backward(Severities) {
		if n := r.Count(s); n > 0 {
			h.Severities = append(h.Severities, htmlCount{s, n})
		}
	}
	for _, u := range r.Unfound {
		h.Unfound = append(h.Unfound, htmlUnfound{u.Rule, r.Place(u.Pos), u.Function, u.Message, u.Observation.String(), u.Why})
	}
	for _, f := range r.Incomplete {
		h.Incomplete = append(h.Incomplete, fmt.Sprintf("%s: %s", r.Place(f.Pos), f.Message))
	}
	return h
}

// gravest returns the index of the first of the gravest findings, which is shown
// unfolded.
func (r *Report) gravest() int {
	best := 0
	for i, f := range r.Findings {
		if f.Severity != r.Findings[best].Severity && AtLeast(f.Severity, r.Findings[best].Severity) {
			best = i
		}
	}
	return best
}

// policyHash is the name of a script or style in a content security policy.
func policyHash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// htmlFix shows whole lines before and after.
func (r *Report) htmlFix(f Finding) *htmlFix {
	if f.Fix == nil {
		return nil
	}
	fix := &htmlFix{Message: f.Fix.Message}
	for _, e := range f.Fix.Edits {
		from, fromColumn := r.Source.BytePlace(e.File, e.Start)
		to, toColumn := r.Source.BytePlace(e.File, e.End)
		first, last := r.Source.Line(e.File, from), r.Source.Line(e.File, to)
		var before []string
		for n := from; n <= to; n++ {
			before = append(before, r.Source.Line(e.File, n))
		}
		after := strings.Split(first[:min(fromColumn-1, len(first))]+e.New+last[min(toColumn-1, len(last)):], "\n")
		edit := htmlEdit{before, after}
		edit.trim()
		fix.Edits = append(fix.Edits, edit)
	}
	return fix
}

// trim leaves out lines that stay.
func (e *htmlEdit) trim() {
	for len(e.Old) > 0 && len(e.New) > 0 && e.Old[0] == e.New[0] {
		e.Old, e.New = e.Old[1:], e.New[1:]
	}
	for len(e.Old) > 0 && len(e.New) > 0 && e.Old[len(e.Old)-1] == e.New[len(e.New)-1] {
		e.Old, e.New = e.Old[:len(e.Old)-1], e.New[:len(e.New)-1]
	}
}
