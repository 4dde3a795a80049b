package report

import (
	"encoding/xml"
	"io"
	"strings"
)

type (
	junitReport struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Errors   int          `xml:"errors,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Name    string      `xml:"name,attr"`
		Class   string      `xml:"classname,attr"`
		File    string      `xml:"file,attr,omitempty"`
		Line    int         `xml:"line,attr,omitempty"`
		Failure *junitFault `xml:"failure"`
		Error   *junitFault `xml:"error"`
		Out     string      `xml:"system-out,omitempty"`
	}
	junitFault struct {
		Type    string `xml:"type,attr,omitempty"`
		Message string `xml:"message,attr"`
		Text    string `xml:",chardata"`
	}
)

// JUnit writes a test report: a suite per rule, in which each finding is a case
// that failed, or one case that passed if there are none. A note is a case that
// passed with remarks. What went wrong are cases with errors, in a suite of their
// own.
func JUnit(w io.Writer, r *Report, _ Style) error {
	var out junitReport
	for _, rule := range r.Rules {
		suite := junitSuite{Name: "connlint." + rule.Name}
		for _, f := range r.Findings {
			if f.Rule == rule.Name {
				c := r.junitCase(f)
				if c.Failure != nil {
					suite.Failures++
				}
				suite.Cases = append(suite.Cases, c)
			}
		}
		if suite.Cases == nil && len(r.Failures) == 0 {
			suite.Cases = []junitCase{{Name: rule.Summary, Class: rule.Name}}
		}
		out.add(suite)
	}
	if len(r.Failures) > 0 {
		suite := junitSuite{Name: "connlint", Errors: len(r.Failures)}
		for _, f := range r.Failures {
			suite.Cases = append(suite.Cases, junitCase{Name: "run", Class: "connlint", Error: &junitFault{Message: f}})
		}
		out.add(suite)
	}
	return writeXML(w, out)
}

func (j *junitReport) add(s junitSuite) {
	s.Tests = len(s.Cases)
	j.Suites = append(j.Suites, s)
	j.Tests += s.Tests
	j.Failures += s.Failures
	j.Errors += s.Errors
}

func (r *Report) junitCase(f Finding) junitCase {
	var text strings.Builder
	one := &Report{Dir: r.Dir, Findings: []Finding{f}}
	Text(&text, one, Style{}) // a strings.Builder does not fail
	c := junitCase{Name: r.Place(f.Pos), Class: f.Package, File: r.Slash(f.Pos.File), Line: f.Pos.Line}
	if f.Severity == "note" {
		c.Out = text.String()
	} else {
		c.Failure = &junitFault{Type: f.Severity, Message: f.Message, Text: text.String()}
	}
	return c
}
