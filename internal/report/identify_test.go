package report

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const before = `// Package p is one.
package p

func first() { get(1); get(1) }

func second() {
	get(1)
	get(2)
}
`

// calls returns the fingerprints of all calls of get in a source, sorted.
func calls(t *testing.T, text string) []string {
	file := filepath.Join(t.TempDir(), "p.go")
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	r := &Report{}
	for i, line := range strings.Split(text, "\n") {
		for at := 0; ; {
			n := strings.Index(line[at:], "get(")
			if n < 0 {
				break
			}
			at += n + len("get(")
			end := at + strings.Index(line[at:], ")") + 1
			r.Findings = append(r.Findings, Finding{
				Rule: "x", Package: "example.com/p",
				Pos: Position{file, i + 1, at - len("get(") + 1}, End: Position{file, i + 1, end + 1},
			})
		}
	}
	r.Identify()
	var prints []string
	for _, f := range r.Findings {
		prints = append(prints, f.Fingerprint)
	}
	slices.Sort(prints)
	return prints
}

func TestFingerprint(t *testing.T) {
	want := calls(t, before)
	if n := len(slices.Compact(slices.Clone(want))); n != 4 {
		t.Fatalf("%d different fingerprints for 4 findings", n)
	}
	first, second, _ := strings.Cut(strings.TrimPrefix(before, "// Package p is one.\npackage p\n\n"), "\n\n")
	for name, text := range map[string]string{
		"lines above":        strings.Replace(before, "package p\n", "package p\n\nvar x = 1\n\n// y\nvar y = 2\n", 1),
		"package comment":    strings.Replace(before, "Package p is one.", "Package p is\n// something else.", 1),
		"functions reversed": "package p\n\n" + second + "\n\n" + first + "\n",
		"gofmt and remarks":  strings.Replace(before, "get(2)", "get( /* two */ 2)", 1),
	} {
		if got := calls(t, text); !slices.Equal(got, want) {
			t.Errorf("%s: the fingerprints are %v, were %v", name, got, want)
		}
	}
	for name, text := range map[string]string{
		"other argument": strings.Replace(before, "get(2)", "get(3)", 1),
		"other function": strings.Replace(before, "second", "third", 1),
	} {
		if got := calls(t, text); slices.Equal(got, want) {
			t.Errorf("%s: the fingerprints are the same", name)
		}
	}
}
