package finding

import (
	"os"
	"strings"
	"testing"
)

func TestParseDoc(t *testing.T) {
	text, err := os.ReadFile("../../analyzers/bodyleak/doc.go")
	if err != nil {
		t.Fatal(err)
	}
	d, err := ParseDoc(string(text))
	if err != nil {
		t.Fatal(err)
	}
	if d.Name != "bodyleak" || d.Summary != "response body not closed on some path" {
		t.Errorf("name %q, summary %q", d.Name, d.Summary)
	}
	if err := d.Check(); err != nil {
		t.Error(err)
	}
	if !strings.HasPrefix(d.Text(), d.Summary+"\n\n# bodyleak: ") {
		t.Errorf("Text should begin with the summary:\n%s", d.Text())
	}
	again, err := ParseDoc(d.Text())
	if err != nil {
		t.Fatal(err)
	}
	if again.Text() != d.Text() {
		t.Errorf("Text is not read back:\n%s\nbecomes\n%s", d.Text(), again.Text())
	}
}

func TestParseDocErrors(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"no heading", "// Package x is x.\npackage x\n", "no heading"},
		{"no summary", "// Package x is x.\n//\n// # x\npackage x\n", "the first heading should be"},
		{"not Go", "// x\n", "expected 'package'"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, err := ParseDoc(test.text); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got error %v, want one with %q", err, test.want)
			}
		})
	}
}

func TestCheckDoc(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"missing section", "sum\n\n# x: sum\n\n# What it reports\n\nA.\n", "sections are"},
		{"empty section", "sum\n\n# x: sum\n\n# What it reports\n\n# Bad\n\nA.\n", `section "What it reports" is empty`},
	} {
		t.Run(test.name, func(t *testing.T) {
			d, err := ParseDoc(test.text)
			if err != nil {
				t.Fatal(err)
			}
			if err := d.Check(); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got error %v, want one with %q", err, test.want)
			}
		})
	}
}

// TestHeadOfDoc checks that what analyzers carry is what parsing would give.
func TestHeadOfDoc(t *testing.T) {
	text, err := os.ReadFile("../../analyzers/bodyleak/doc.go")
	if err != nil {
		t.Fatal(err)
	}
	name, doc, err := headOfDoc(string(text))
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := ParseDoc(string(text))
	if err != nil {
		t.Fatal(err)
	}
	again, err := ParseDoc(doc)
	if err != nil {
		t.Fatal(err)
	}
	if name != parsed.Name || again.Text() != parsed.Text() {
		t.Errorf("headOfDoc = %s, %q\nParseDoc says %s, %q", name, doc, parsed.Name, parsed.Text())
	}
}
