package report

import (
	"encoding/json"
	"io"
	"time"
)

// JSONVersion is the version of the schema of JSON. It changes when a reader of
// the one before could be misled; fields are added without notice.
const JSONVersion = 1

type (
	jsonReport struct {
		Version    int           `json:"version"`
		Tool       jsonTool      `json:"tool"`
		Complete   bool          `json:"complete"`
		Packages   int           `json:"packages"`
		Rules      []jsonRule    `json:"rules"`
		Findings   []jsonFinding `json:"findings"`
		Unfound    []jsonUnfound `json:"unfound,omitzero"`
		Incomplete []jsonStep    `json:"incomplete"`
		Failures   []string      `json:"failures"`
	}
	jsonTool struct {
		Name    string `json:"name"`
		Version string `json:"version"`
	}
	jsonRule struct {
		Name     string `json:"name"`
		Summary  string `json:"summary"`
		Severity string `json:"severity"`
		Category string `json:"category"`
		URL      string `json:"url"`
	}
	jsonFinding struct {
		Rule        string     `json:"rule"`
		Severity    string     `json:"severity"`
		Message     string     `json:"message"`
		Package     string     `json:"package"`
		Function    string     `json:"function,omitempty"`
		File        string     `json:"file"`
		Line        int        `json:"line"`
		Column      int        `json:"column,omitempty"`
		EndLine     int        `json:"endLine,omitempty"`
		EndColumn   int        `json:"endColumn,omitempty"`
		Path        []jsonStep `json:"path,omitempty"`
		Fix         *jsonFix   `json:"fix,omitempty"`
		Fingerprint string     `json:"fingerprint"`
		Observed    *jsonSeen  `json:"observed,omitempty"`
	}
	jsonSeen struct {
		Count     int       `json:"count"`
		FirstSeen time.Time `json:"firstSeen"`
		Tests     []string  `json:"tests,omitempty"`
		Example   string    `json:"example,omitempty"`
	}
	jsonUnfound struct {
		Rule     string   `json:"rule"`
		Message  string   `json:"message"`
		File     string   `json:"file,omitempty"`
		Line     int      `json:"line,omitempty"`
		Function string   `json:"function,omitempty"`
		Why      string   `json:"why,omitempty"`
		Observed jsonSeen `json:"observed"`
	}
	jsonStep struct {
		File    string `json:"file"`
		Line    int    `json:"line"`
		Column  int    `json:"column,omitempty"`
		Message string `json:"message"`
	}
	jsonFix struct {
		Message string     `json:"message"`
		Edits   []jsonEdit `json:"edits"`
	}
	jsonEdit struct {
		File  string `json:"file"`
		Start int    `json:"start"`
		End   int    `json:"end"`
		New   string `json:"new"`
	}
)

// JSON writes a report as one JSON object; docs/json.md describes it.
func JSON(w io.Writer, r *Report, _ Style) error {
	out := jsonReport{
		Version:    JSONVersion,
		Tool:       jsonTool{"connlint", r.Version},
		Complete:   len(r.Failures) == 0 && len(r.Incomplete) == 0,
		Packages:   r.Packages,
		Rules:      []jsonRule{},
		Findings:   []jsonFinding{},
		Incomplete: []jsonStep{},
		Failures:   append([]string{}, r.Failures...),
	}
	for _, rule := range r.Rules {
		out.Rules = append(out.Rules, jsonRule{rule.Name, rule.Summary, rule.Severity, rule.Category, rule.URL})
	}
	for _, f := range r.Findings {
		out.Findings = append(out.Findings, r.jsonFinding(f))
	}
	if r.Unfound != nil {
		out.Unfound = []jsonUnfound{}
	}
	for _, u := range r.Unfound {
		out.Unfound = append(out.Unfound, jsonUnfound{
			Rule: u.Rule, Message: u.Message, File: r.Slash(u.Pos.File), Line: u.Pos.Line, Function: u.Function, Why: u.Why,
			Observed: jsonSeen(u.Observation),
		})
	}
	for _, f := range r.Incomplete {
		out.Incomplete = append(out.Incomplete, r.jsonStep(Step{f.Pos, f.Message}))
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "\t")
	return e.Encode(out)
}

func (r *Report) jsonFinding(f Finding) jsonFinding {
	out := jsonFinding{
		Rule: f.Rule, Severity: f.Severity, Message: f.Message,
		Package: f.Package, Function: f.Function,
		File: r.Slash(f.Pos.File), Line: f.Pos.Line, Column: f.Pos.Column,
		EndLine: f.End.Line, EndColumn: f.End.Column,
		Fingerprint: f.Fingerprint,
	}
	for _, s := range f.Path {
		out.Path = append(out.Path, r.jsonStep(s))
	}
	if f.Fix != nil {
		out.Fix = &jsonFix{Message: f.Fix.Message}
		for _, e := range f.Fix.Edits {
			out.Fix.Edits = append(out.Fix.Edits, jsonEdit{r.Slash(e.File), e.Start, e.End, e.New})
		}
	}
	if f.Observed != nil {
		seen := jsonSeen(*f.Observed)
		out.Observed = &seen
	}
	return out
}

func (r *Report) jsonStep(s Step) jsonStep {
	return jsonStep{r.Slash(s.Pos.File), s.Pos.Line, s.Pos.Column, s.Message}
}
