package report

import (
	"encoding/xml"
	"io"
)

// checkstyleSeverities translates to those of Checkstyle.
var checkstyleSeverities = map[string]string{"error": "error", "warning": "warning", "note": "info"}

type (
	checkstyleReport struct {
		XMLName xml.Name         `xml:"checkstyle"`
		Version string           `xml:"version,attr"`
		Files   []checkstyleFile `xml:"file"`
	}
	checkstyleFile struct {
		Name   string            `xml:"name,attr"`
		Errors []checkstyleError `xml:"error"`
	}
	checkstyleError struct {
		Line     int    `xml:"line,attr"`
		Column   int    `xml:"column,attr,omitempty"`
		Severity string `xml:"severity,attr"`
		Message  string `xml:"message,attr"`
		Source   string `xml:"source,attr"`
	}
)

// Checkstyle writes the XML of Checkstyle. Failures appear as errors in a file
// named connlint.
func Checkstyle(w io.Writer, r *Report, _ Style) error {
	out := checkstyleReport{Version: "5.0"}
	add := func(file string, e checkstyleError) {
		if n := len(out.Files); n == 0 || out.Files[n-1].Name != file {
			out.Files = append(out.Files, checkstyleFile{Name: file})
		}
		last := &out.Files[len(out.Files)-1]
		last.Errors = append(last.Errors, e)
	}
	for _, f := range r.Findings {
		add(r.Slash(f.Pos.File), checkstyleError{
			Line: f.Pos.Line, Column: f.Pos.Column, Severity: checkstyleSeverities[f.Severity],
			Message: f.Message, Source: "connlint." + f.Rule,
		})
	}
	for _, f := range r.Failures {
		add("connlint", checkstyleError{Line: 1, Severity: "error", Message: f, Source: "connlint"})
	}
	return writeXML(w, out)
}

func writeXML(w io.Writer, v any) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "\t")
	if err := e.Encode(v); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
