package report

import (
	"encoding/json"
	"io"
)

// gitlabSeverities translates to those of a Code Quality report.
var gitlabSeverities = map[string]string{"error": "critical", "warning": "major", "note": "info"}

type (
	gitlabIssue struct {
		Description string         `json:"description"`
		CheckName   string         `json:"check_name"`
		Fingerprint string         `json:"fingerprint"`
		Severity    string         `json:"severity"`
		Location    gitlabLocation `json:"location"`
	}
	gitlabLocation struct {
		Path  string      `json:"path"`
		Lines gitlabLines `json:"lines"`
	}
	gitlabLines struct {
		Begin int `json:"begin"`
	}
)

// GitLab writes a Code Quality report.
func GitLab(w io.Writer, r *Report, _ Style) error {
	issues := []gitlabIssue{}
	for _, f := range r.Findings {
		issues = append(issues, gitlabIssue{
			Description: f.Message,
			CheckName:   f.Rule,
			Fingerprint: f.Fingerprint,
			Severity:    gitlabSeverities[f.Severity],
			Location:    gitlabLocation{r.Slash(f.Pos.File), gitlabLines{f.Pos.Line}},
		})
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "\t")
	return e.Encode(issues)
}
