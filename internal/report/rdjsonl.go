package report

import (
	"encoding/json"
	"io"
	"strings"
)

type (
	rdDiagnostic struct {
		Message     string         `json:"message"`
		Location    rdLocation     `json:"location"`
		Severity    string         `json:"severity"`
		Source      rdSource       `json:"source"`
		Code        rdCode         `json:"code"`
		Suggestions []rdSuggestion `json:"suggestions,omitempty"`
		Related     []rdRelated    `json:"related_locations,omitempty"`
	}
	rdLocation struct {
		Path  string  `json:"path"`
		Range rdRange `json:"range"`
	}
	rdRange struct {
		Start rdPosition  `json:"start"`
		End   *rdPosition `json:"end,omitempty"`
	}
	rdPosition struct {
		Line   int `json:"line"`
		Column int `json:"column,omitempty"`
	}
	rdSource struct {
		Name string `json:"name"`
		URL  string `json:"url"`
	}
	rdCode struct {
		Value string `json:"value"`
		URL   string `json:"url,omitempty"`
	}
	rdSuggestion struct {
		Range rdRange `json:"range"`
		Text  string  `json:"text"`
	}
	rdRelated struct {
		Message  string     `json:"message"`
		Location rdLocation `json:"location"`
	}
)

// RDJSONL writes the diagnostics of reviewdog, one a line.
func RDJSONL(w io.Writer, r *Report, _ Style) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for _, f := range r.Findings {
		severity := strings.ToUpper(f.Severity)
		if f.Severity == "note" {
			severity = "INFO"
		}
		d := rdDiagnostic{
			Message:  f.Message,
			Location: r.rdLocation(f.Pos, f.End),
			Severity: severity,
			Source:   rdSource{"connlint", "https://github.com/connlint/connlint"},
			Code:     rdCode{f.Rule, r.Rule(f.Rule).URL},
		}
		for _, s := range f.Path {
			d.Related = append(d.Related, rdRelated{s.Message, r.rdLocation(s.Pos, Position{})})
		}
		if f.Fix != nil {
			d.Suggestions = r.rdSuggestions(f)
		}
		if err := e.Encode(d); err != nil {
			return err
		}
	}
	return nil
}

func (r *Report) rdLocation(pos, end Position) rdLocation {
	loc := rdLocation{r.Slash(pos.File), rdRange{Start: rdPosition{pos.Line, pos.Column}}}
	if end.Line > 0 {
		loc.Range.End = &rdPosition{end.Line, end.Column}
	}
	return loc
}

// rdSuggestions returns the fix as the one edit that reviewdog can offer in the
// finding's file, or nothing if it takes several.
func (r *Report) rdSuggestions(f Finding) []rdSuggestion {
	if len(f.Fix.Edits) != 1 || f.Fix.Edits[0].File != f.Pos.File {
		return nil
	}
	e := f.Fix.Edits[0]
	var at rdRange
	at.Start.Line, at.Start.Column = r.Source.BytePlace(e.File, e.Start)
	at.End = new(rdPosition)
	at.End.Line, at.End.Column = r.Source.BytePlace(e.File, e.End)
	return []rdSuggestion{{at, e.New}}
}
