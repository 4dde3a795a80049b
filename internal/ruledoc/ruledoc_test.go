package ruledoc

import (
	"strings"
	"testing"

	"github.com/connlint/connlint/passes/finding"
)

const doc = `things left open

# thingleak: things left open

# What it reports

A [net/http.Response] that
stays open.

# Bad

Like this:

	if a < b {
		leak()
	}

Or not at all.
`

func parse(t *testing.T) *finding.RuleDoc {
	d, err := finding.ParseDoc(doc)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestMarkdown(t *testing.T) {
	const want = `# thingleak: things left open

## What it reports

A [net/http.Response](https://pkg.go.dev/net/http#Response) that stays open.

## Bad

Like this:

` + "```go\nif a < b {\n\tleak()\n}\n```" + `

Or not at all.
`
	if got := Markdown(parse(t)); got != want {
		t.Errorf("got:\n%s", got)
	}
}

func TestText(t *testing.T) {
	if got, want := Text(parse(t).Sections[0]), "A net/http.Response that stays open."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTable(t *testing.T) {
	got := Table([]*finding.RuleDoc{parse(t)}, []finding.Severity{finding.Error})
	if !strings.HasSuffix(got, "\n| [thingleak](docs/rules/thingleak.md) | error | things left open |\n") {
		t.Errorf("got:\n%s", got)
	}
}
