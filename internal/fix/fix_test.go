package fix

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/connlint/connlint/internal/report"
)

const text = `package p

func f() {
	open()
	use()
}
`

// edit returns a finding whose fix replaces the first old in the file by new;
// with an empty old it inserts before at.
func edit(file, at, old, new string) report.Finding {
	start := strings.Index(text, at)
	return report.Finding{Message: new, Fix: &report.Fix{Edits: []report.Edit{{File: file, Start: start, End: start + len(old), New: new}}}}
}

func write(t *testing.T, dir, name, text string) string {
	file := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestPlan(t *testing.T) {
	dir := t.TempDir()
	file := write(t, dir, "p.go", text)
	imports := report.Edit{File: file, Start: len("package p\n"), End: len("package p\n"), New: "\nimport \"io\"\n"}
	first := edit(file, "\tuse", "", "  defer shut(io.EOF)\n")
	first.Fix.Edits = append(first.Fix.Edits, imports)
	second := edit(file, "\topen", "", "\t_ = io.EOF\n")
	second.Fix.Edits = append(second.Fix.Edits, imports)
	findings := []report.Finding{
		first,
		second,
		edit(file, "use", "use()", "reuse()"), // inserts at the end of the first
		edit(file, "open", "open()", "other()"),
		edit(file, "open", "open", "clash"), // overlaps the one before
		{Message: "has no fix"},
		edit(write(t, dir, "vendor/x/x.go", text), "use", "use", "x"),
		edit(write(t, t.TempDir(), "x.go", text), "use", "use", "x"), // of another module
	}
	p, err := New(findings, []string{dir})
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Files) != 1 || p.Files[0].Name != file {
		t.Fatalf("files %+v", p.Files)
	}
	const want = `package p

import "io"

func f() {
	_ = io.EOF
	other()
	defer shut(io.EOF)
	reuse()
}
`
	if got := string(p.Files[0].New); got != want {
		t.Errorf("got:\n%s", got)
	}
	if len(p.Fixed) != 4 || len(p.Left) != 4 || p.Left[0].Message != "clash" {
		t.Errorf("fixed %d, left %+v", len(p.Fixed), p.Left)
	}
}

func TestUnformatted(t *testing.T) {
	unformatted := strings.Replace(text, "func f() {", "func   f()   {", 1)
	file := write(t, t.TempDir(), "p.go", unformatted)
	at := strings.Index(unformatted, "use")
	p, err := New([]report.Finding{{Fix: &report.Fix{Edits: []report.Edit{{File: file, Start: at, End: at + 3, New: "reuse"}}}}}, []string{filepath.Dir(file)})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(p.Files[0].New), strings.Replace(unformatted, "use", "reuse", 1); got != want {
		t.Errorf("a file that was not formatted is formatted now:\n%s", got)
	}
}

func TestStale(t *testing.T) {
	dir := t.TempDir()
	for name, f := range map[string]report.Finding{
		"beyond the end": {Fix: &report.Fix{Edits: []report.Edit{{File: write(t, dir, "a.go", text), Start: 900, End: 901}}}},
		"breaks":         edit(write(t, dir, "b.go", text), "func", "func", "fun"),
	} {
		if _, err := New([]report.Finding{f}, []string{dir}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
