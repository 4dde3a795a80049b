// Package ruledoc turns the documentation of rules into text and Markdown.
package ruledoc

import (
	"fmt"
	"go/doc/comment"
	"strings"

	"github.com/connlint/connlint/passes/finding"
)

// Markdown returns the page of a rule.
func Markdown(d *finding.RuleDoc) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s: %s\n", d.Name, d.Summary)
	for _, s := range d.Sections {
		fmt.Fprintf(&b, "\n## %s\n\n%s", s.Title, Section(s))
	}
	return b.String()
}

// Text returns a section as plain text, a paragraph a line.
func Text(s finding.DocSection) string {
	printer := &comment.Printer{TextWidth: -1}
	return strings.TrimSpace(string(printer.Text(&comment.Doc{Content: s.Content})))
}

// Section returns a section as Markdown.
func Section(s finding.DocSection) string {
	printer := &comment.Printer{
		DocLinkBaseURL: "https://pkg.go.dev",
		HeadingID:      func(*comment.Heading) string { return "" },
	}
	var parts []string
	for _, block := range s.Content {
		if code, ok := block.(*comment.Code); ok {
			parts = append(parts, "```go\n"+code.Text+"```\n")
			continue
		}
		parts = append(parts, string(printer.Markdown(&comment.Doc{Content: []comment.Block{block}})))
	}
	return strings.Join(parts, "\n")
}

// Table returns the table of rules in the README.
func Table(docs []*finding.RuleDoc, severities []finding.Severity) string {
	var b strings.Builder
	b.WriteString("| rule | severity | reports |\n|---|---|---|\n")
	for i, d := range docs {
		fmt.Fprintf(&b, "| [%s](docs/rules/%s.md) | %s | %s |\n", d.Name, d.Name, severities[i], d.Summary)
	}
	return b.String()
}
