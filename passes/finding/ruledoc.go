package finding

import (
	"fmt"
	"go/doc/comment"
	"go/parser"
	"go/token"
	"slices"
	"strings"
)

// A RuleDoc is the documentation of a rule, written once, as the package
// comment of its doc.go:
//
//	// Package bodyleak defines the rule bodyleak.
//	//
//	// # bodyleak: response body not closed on some path
//	//
//	// # What it reports
//	//
//	// …
//
// The first heading names the rule and sums it up; Sections lists the ones that
// follow, of which all but the optional ones must be there, in this order.
type RuleDoc struct {
	Name     string
	Summary  string
	Sections []DocSection
}

// A DocSection is one section of a rule's documentation.
type DocSection struct {
	Title   string
	Content []comment.Block
}

var sectionTitles = []struct {
	title    string
	optional bool
}{
	{"What it reports", false},
	{"Why it matters", false},
	{"Bad", false},
	{"Good", false},
	{"What it does not report", false},
	{"Fix", true},
}

// ParseDoc parses the text of a rule's doc.go, or what Text returned for it.
func ParseDoc(text string) (*RuleDoc, error) {
	if strings.HasPrefix(text, "//") || strings.HasPrefix(text, "/*") {
		f, err := parser.ParseFile(token.NewFileSet(), "doc.go", text, parser.ParseComments|parser.PackageClauseOnly)
		if err != nil {
			return nil, err
		}
		text = f.Doc.Text()
	}
	d := new(RuleDoc)
	for _, block := range new(comment.Parser).Parse(text).Content {
		h, ok := block.(*comment.Heading)
		switch {
		case ok && d.Name == "":
			if d.Name, d.Summary, ok = strings.Cut(plain(h.Text), ": "); !ok {
				return nil, fmt.Errorf("doc.go: the first heading should be “# name: summary”, not %q", plain(h.Text))
			}
		case ok:
			d.Sections = append(d.Sections, DocSection{Title: plain(h.Text)})
		case len(d.Sections) > 0:
			s := &d.Sections[len(d.Sections)-1]
			s.Content = append(s.Content, block)
		}
	}
	if d.Name == "" {
		return nil, fmt.Errorf("doc.go: no heading “# name: summary” in the package comment")
	}
	return d, nil
}

// headOfDoc returns a rule's name, and its documentation in the form of Text,
// without parsing it: a vet tool is started once per package, and has other things
// to do than to read its manual.
func headOfDoc(text string) (name, doc string, err error) {
	if strings.HasPrefix(text, "//") {
		var b strings.Builder
		for line := range strings.Lines(text) {
			line, ok := strings.CutPrefix(line, "//")
			if !ok {
				break // the package clause
			}
			b.WriteString(strings.TrimPrefix(line, " "))
		}
		text = b.String()
	}
	_, body, _ := strings.Cut("\n"+text, "\n# ")
	head, _, _ := strings.Cut(body, "\n")
	name, summary, ok := strings.Cut(head, ": ")
	if !ok {
		return "", "", fmt.Errorf("doc.go: no heading “# name: summary” in the package comment")
	}
	return name, summary + "\n\n# " + body, nil
}

// Check says what is missing from the documentation.
func (d *RuleDoc) Check() error {
	var got []string
	for _, s := range d.Sections {
		if len(s.Content) == 0 {
			return fmt.Errorf("%s: section %q is empty", d.Name, s.Title)
		}
		got = append(got, s.Title)
	}
	var want []string
	for _, s := range sectionTitles {
		if !s.optional || slices.Contains(got, s.title) {
			want = append(want, s.title)
		}
	}
	if !slices.Equal(got, want) {
		return fmt.Errorf("%s: sections are %q, should be %q", d.Name, got, want)
	}
	return nil
}

// URL is the address of the rule's page.
func (d *RuleDoc) URL() string {
	return "https://github.com/connlint/connlint/blob/main/docs/rules/" + d.Name + ".md"
}

// Text returns the documentation as a doc comment that begins with the summary,
// as drivers expect of an Analyzer's Doc. ParseDoc reads it back.
func (d *RuleDoc) Text() string {
	doc := &comment.Doc{}
	head := &comment.Heading{Text: []comment.Text{comment.Plain(d.Name + ": " + d.Summary)}}
	doc.Content = append(doc.Content, head)
	for _, s := range d.Sections {
		doc.Content = append(doc.Content, &comment.Heading{Text: []comment.Text{comment.Plain(s.Title)}})
		doc.Content = append(doc.Content, s.Content...)
	}
	return d.Summary + "\n\n" + string(new(comment.Printer).Comment(doc))
}

func plain(text []comment.Text) string {
	var b strings.Builder
	for _, t := range text {
		switch t := t.(type) {
		case comment.Plain:
			b.WriteString(string(t))
		case comment.Italic:
			b.WriteString(string(t))
		case *comment.Link:
			b.WriteString(plain(t.Text))
		case *comment.DocLink:
			b.WriteString(plain(t.Text))
		}
	}
	return b.String()
}
