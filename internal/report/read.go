package report

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/connlint/connlint/internal/jsonfile"
)

// ReadJSON reads what JSON wrote. Files are taken to be relative to dir.
func ReadJSON(name, dir string) (*Report, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var head struct {
		Version any `json:"version"`
		Tool    any `json:"tool"`
	}
	if err := jsonfile.Decode(text, &head); err != nil {
		return nil, fmt.Errorf("%s is no report of connlint: %w", name, err)
	}
	tool, _ := head.Tool.(map[string]any)
	switch {
	case tool["name"] != "connlint":
		return nil, fmt.Errorf("%s is no report of connlint, whose -format=json writes one", name)
	case head.Version != float64(JSONVersion):
		return nil, fmt.Errorf("%s has version %v, and this connlint reads version %d", name, head.Version, JSONVersion)
	}
	var in jsonReport
	if err := jsonfile.Decode(text, &in); err != nil {
		return nil, fmt.Errorf("%s is damaged: %w", name, err)
	}
	r, err := in.report(dir)
	if err != nil {
		return nil, fmt.Errorf("%s is damaged: %w", name, err)
	}
	return r, nil
}

func (in *jsonReport) report(dir string) (*Report, error) {
	r := &Report{Dir: dir, Version: in.Tool.Version, Packages: in.Packages, Failures: in.Failures}
	if in.Packages == 0 && len(in.Failures) == 0 {
		return nil, errors.New("it has neither packages nor failures")
	}
	for _, rule := range in.Rules {
		r.Rules = append(r.Rules, Rule{Name: rule.Name, Summary: rule.Summary, Severity: rule.Severity, Category: rule.Category, URL: rule.URL})
	}
	for i, f := range in.Findings {
		if r.Rule(f.Rule).Summary == "" || f.Message == "" || f.File == "" || !AtLeast(f.Severity, Severities[0]) {
			return nil, fmt.Errorf("finding %d needs one of the rules, a severity, a message and a file", i+1)
		}
		r.Findings = append(r.Findings, f.finding(dir))
	}
	for _, s := range in.Incomplete {
		r.Incomplete = append(r.Incomplete, Finding{Pos: s.position(dir), Message: s.Message})
	}
	if in.Unfound != nil {
		r.Unfound = []Unfound{}
	}
	for _, u := range in.Unfound {
		r.Unfound = append(r.Unfound, Unfound{
			Rule: u.Rule, Pos: Position{absolute(dir, u.File), u.Line, 0}, Function: u.Function,
			Message: u.Message, Why: u.Why, Observation: Observation(u.Observed),
		})
	}
	return r, nil
}

func (f *jsonFinding) finding(dir string) Finding {
	file := absolute(dir, f.File)
	out := Finding{
		Rule: f.Rule, Severity: f.Severity, Message: f.Message, Package: f.Package, Function: f.Function,
		Pos: Position{file, f.Line, f.Column}, Fingerprint: f.Fingerprint,
	}
	if f.EndLine > 0 {
		out.End = Position{file, f.EndLine, f.EndColumn}
	}
	for _, s := range f.Path {
		out.Path = append(out.Path, Step{s.position(dir), s.Message})
	}
	if f.Fix != nil {
		out.Fix = &Fix{Message: f.Fix.Message}
		for _, e := range f.Fix.Edits {
			out.Fix.Edits = append(out.Fix.Edits, Edit{absolute(dir, e.File), e.Start, e.End, e.New})
		}
	}
	if f.Observed != nil {
		seen := Observation(*f.Observed)
		out.Observed = &seen
	}
	return out
}

func (s *jsonStep) position(dir string) Position {
	return Position{absolute(dir, s.File), s.Line, s.Column}
}

func absolute(dir, file string) string {
	file = filepath.FromSlash(file)
	if file == "" || filepath.IsAbs(file) {
		return file
	}
	return filepath.Join(dir, file)
}
