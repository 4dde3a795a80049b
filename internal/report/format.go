package report

import "io"

// A Format is a way to write a report.
type Format struct {
	Name    string
	Summary string

	// Lines says that the output is a sequence of lines, which can share a
	// stream with those of other formats.
	Lines bool

	// Fails says that the output shows if something went wrong. Where it does
	// not, an output without findings would look clean after a failure.
	Fails bool

	// Identified says that the output has what Identify fills in.
	Identified bool

	Write func(w io.Writer, r *Report, s Style) error
}

// Formats lists the formats by name.
var Formats = []Format{
	{"checkstyle", "Checkstyle XML", false, true, false, Checkstyle},
	{"github", "GitHub annotations, and the lines of text below them", true, true, false, GitHub},
	{"gitlab", "GitLab Code Quality", false, false, true, GitLab},
	{"html", "a page that stands alone, with the paths drawn in the source", false, true, true, HTML},
	{"json", "a JSON object, see docs/json.md", false, true, true, JSON},
	{"junit", "JUnit XML, a test case per finding", false, true, false, JUnit},
	{"rdjsonl", "reviewdog diagnostics, one JSON object a line", true, false, false, RDJSONL},
	{"sarif", "SARIF 2.1.0, for GitHub code scanning and others", false, true, true, SARIF},
	{"text", "lines for people (the default)", true, true, false, Text},
}
