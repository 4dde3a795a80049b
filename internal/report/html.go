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
	}
	htmlCount struct {
		Name  string
		Count int
	}
	htmlFinding struct {
		Rule, Severity, Message, Package, Function string
		Place, Summary, URL                        string
		Open                                       bool
		Excerpts                                   []htmlExcerpt
		Fix                                        *htmlFix
	}
	htmlFix struct {
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
	for i, f := range r.Findings {
		byRule[f.Rule]++
		rule := r.Rule(f.Rule)
		h.Findings = append(h.Findings, htmlFinding{
			Rule: f.Rule, Severity: f.Severity, Message: f.Message, Package: f.Package, Function: f.Function,
			Place: r.Place(f.Pos), Summary: rule.Summary, URL: rule.URL,
			Open:     i == 0,
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
	for _, f := range r.Incomplete {
		h.Incomplete = append(h.Incomplete, fmt.Sprintf("%s: %s", r.Place(f.Pos), f.Message))
	}
	return h
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
		var edit htmlEdit
		if e.Start != e.End || fromColumn > 1 {
			for n := from; n <= to; n++ {
				edit.Old = append(edit.Old, r.Source.Line(e.File, n))
			}
			edit.New = lines(first[:min(fromColumn-1, len(first))] + e.New + last[min(toColumn-1, len(last)):])
		} else {
			edit.New = lines(e.New)
		}
		fix.Edits = append(fix.Edits, edit)
	}
	return fix
}
