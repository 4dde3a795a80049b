package vettool

import (
	"encoding/json"
	"go/token"
	"os"

	"golang.org/x/tools/go/analysis"
)

// The JSON form of diagnostics that the go command expects: from package to
// analyzer to a list of diagnostics, or to an error. Packages and analyzers
// without any are left out.
type (
	jsonDiagnostic struct {
		Category       string        `json:"category,omitempty"`
		Posn           string        `json:"posn"`
		End            string        `json:"end"`
		Message        string        `json:"message"`
		SuggestedFixes []jsonFix     `json:"suggested_fixes,omitempty"`
		Related        []jsonRelated `json:"related,omitempty"`
	}
	jsonFix struct {
		Message string     `json:"message"`
		Edits   []jsonEdit `json:"edits"`
	}
	jsonEdit struct {
		Filename string `json:"filename"`
		Start    int    `json:"start"`
		End      int    `json:"end"`
		New      string `json:"new"`
	}
	jsonRelated struct {
		Posn    string `json:"posn"`
		End     string `json:"end"`
		Message string `json:"message"`
	}
	jsonError struct {
		Err string `json:"error"`
	}
)

// print writes what the analyzers found.
func (u *unit) print(asked []*outcome) error {
	byAnalyzer := make(map[string]any)
	for _, o := range asked {
		if o.err != nil {
			byAnalyzer[o.analyzer.Name] = jsonError{o.err.Error()}
			continue
		}
		var list []jsonDiagnostic
		for _, d := range o.diagnostics {
			list = append(list, u.json(d))
		}
		if list != nil {
			byAnalyzer[o.analyzer.Name] = list
		}
	}
	tree := make(map[string]any)
	if len(byAnalyzer) > 0 {
		tree[u.ID] = byAnalyzer
	}
	text, err := json.MarshalIndent(tree, "", "\t")
	if err != nil {
		return err
	}
	text = append(text, '\n')
	if u.Stdout == "" {
		_, err = os.Stdout.Write(text)
		return err
	}
	return os.WriteFile(u.Stdout, text, 0o666)
}

func (u *unit) json(d analysis.Diagnostic) jsonDiagnostic {
	j := jsonDiagnostic{
		Category: d.Category,
		Posn:     u.fset.Position(d.Pos).String(),
		End:      u.end(d.Pos, d.End),
		Message:  d.Message,
	}
	for _, fix := range d.SuggestedFixes {
		jf := jsonFix{Message: fix.Message}
		for _, e := range fix.TextEdits {
			jf.Edits = append(jf.Edits, jsonEdit{
				Filename: u.fset.Position(e.Pos).Filename,
				Start:    u.fset.Position(e.Pos).Offset,
				End:      u.fset.Position(e.End).Offset,
				New:      string(e.NewText),
			})
		}
		j.SuggestedFixes = append(j.SuggestedFixes, jf)
	}
	for _, r := range d.Related {
		j.Related = append(j.Related, jsonRelated{u.fset.Position(r.Pos).String(), u.end(r.Pos, r.End), r.Message})
	}
	return j
}

func (u *unit) end(pos, end token.Pos) string {
	if !end.IsValid() {
		end = pos
	}
	return u.fset.Position(end).String()
}
