package driver

import (
	"strings"
	"testing"

	"github.com/connlint/connlint/internal/report"
)

const stream = `{}
{
	"example.com/p": {
		"bodyleak": [
			{
				"category": "error",
				"posn": "/src/p.go:5:7",
				"end": "/src/p.go:5:20",
				"message": "m",
				"suggested_fixes": [{"message": "f", "edits": [{"filename": "/src/p.go", "start": 1, "end": 2, "new": "x"}]}, {"message": "second"}],
				"related": [{"posn": "/src/q.go:8:1", "end": "/src/q.go:8:1", "message": "step"}]
			},
			{"category": "incomplete", "posn": "/src/p.y:9", "message": "gave up"}
		],
		"sqlleak": {"error": "cannot go on"}
	}
}
{"example.com/q": {"bodyleak": [{"category": "internal", "posn": "-", "message": "internal error"}]}}`

func TestDecode(t *testing.T) {
	var res Result
	var progress []int
	if err := res.decode(strings.NewReader(stream), func(n int) { progress = append(progress, n) }); err != nil {
		t.Fatal(err)
	}
	if res.Packages != 3 || len(progress) != 3 {
		t.Errorf("%d packages, progress %v", res.Packages, progress)
	}
	if len(res.Findings) != 1 {
		t.Fatalf("findings %+v", res.Findings)
	}
	f := res.Findings[0]
	if f.Rule != "bodyleak" || f.Package != "example.com/p" || f.Pos != (report.Position{File: "/src/p.go", Line: 5, Column: 7}) || f.End.Column != 20 {
		t.Errorf("finding %+v", f)
	}
	if len(f.Path) != 1 || f.Path[0].Pos.File != "/src/q.go" || f.Path[0].Message != "step" {
		t.Errorf("path %+v", f.Path)
	}
	if f.Fix == nil || f.Fix.Message != "f" || f.Fix.Edits[0] != (report.Edit{File: "/src/p.go", Start: 1, End: 2, New: "x"}) {
		t.Errorf("fix %+v", f.Fix)
	}
	if len(res.Incomplete) != 1 || res.Incomplete[0].Pos != (report.Position{File: "/src/p.y", Line: 9}) {
		t.Errorf("incomplete %+v", res.Incomplete)
	}
	if got := strings.Join(res.Failures, "\n"); !strings.Contains(got, "example.com/p: sqlleak failed: cannot go on") || !strings.Contains(got, "internal error; please report it") {
		t.Errorf("failures %q", res.Failures)
	}
}

func TestDecodeErrors(t *testing.T) {
	for _, text := range []string{
		"# example.com/p\n{}",
		`{"example.com/p": `,
		`{"example.com/p": []}`,
		`{"example.com/p": {"bodyleak": "text"}}`,
		`{"example.com/p": {"bodyleak": [{"posn": 1}]}}`,
	} {
		if err := new(Result).decode(strings.NewReader(text), func(int) {}); err == nil {
			t.Errorf("no error for %s", text)
		}
	}
}

func TestPosition(t *testing.T) {
	for s, want := range map[string]report.Position{
		"/a/b.go:3:4":   {File: "/a/b.go", Line: 3, Column: 4},
		"/a/b.y:3":      {File: "/a/b.y", Line: 3},
		`C:\a\b.go:3:4`: {File: `C:\a\b.go`, Line: 3, Column: 4},
		"/a:1/b.go:3":   {File: "/a:1/b.go", Line: 3},
		"/a/b.go":       {File: "/a/b.go"},
		"-":             {},
		"":              {},
	} {
		if got := position(s); got != want {
			t.Errorf("%q: got %+v, want %+v", s, got, want)
		}
	}
}
