package main

import (
	"go/ast"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/connlint/connlint/internal/corpus/sourcecheck"
)

// The test binary is also the tool under measurement: it reports every call of
// a function named open.
func TestMain(m *testing.M) {
	if os.Getenv("CORPUS_TEST_TOOL") != "" {
		sourcecheck.Main(&analysis.Analyzer{Name: "bodyleak", Doc: "reports calls of open", Run: reportOpen})
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func reportOpen(pass *analysis.Pass) (any, error) {
	for _, f := range pass.Files {
		ast.Inspect(f, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				if id, ok := call.Fun.(*ast.Ident); ok && id.Name == "open" {
					pass.Report(analysis.Diagnostic{Pos: call.Pos(), Category: "error", Message: "open is never closed"})
				}
			}
			return true
		})
	}
	return nil, nil
}

// clone makes a directory of clones that contains one repository of one commit,
// and returns it with the commit.
func clone(t *testing.T, files map[string]string) (clones, commit string) {
	t.Helper()
	clones = t.TempDir()
	dir := filepath.Join(clones, "some+repo")
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	git := func(args ...string) string {
		args = append([]string{"-C", dir, "-c", "user.name=x", "-c", "user.email=x@example.com"}, args...)
		out, err := exec.Command("git", args...).CombinedOutput()
		if err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
		return strings.TrimSpace(string(out))
	}
	git("init", "-q")
	git("add", ".")
	git("commit", "-q", "-m", "x")
	return clones, git("rev-parse", "HEAD")
}

var repo = map[string]string{
	"go.mod": "module example.com/m\n",
	"p/p.go": `package p

func open() int { return 0 }

func leak() { open() }

func told() {
	_ = open() //nolint:bodyclose
}

func fine() {}
`,
	"broken/b.go": "package broken\n\nvar x int = \"\"\n",
}

func TestField(t *testing.T) {
	t.Setenv("CORPUS_TEST_TOOL", "1")
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	clones, commit := clone(t, repo)
	f := field{
		scratch: scratch{clones, t.TempDir()},
		tools:   []tool{{name: "connlint", path: exe, source: true, ours: true}},
	}
	leak := row{repo: "some/repo", commit: commit, file: "p/p.go", line: 5, class: "body-never-closed"}
	at := func(line int, class string, e expectation) row {
		r := leak
		r.line, r.class, r.expect = line, class, e
		return r
	}
	broken := leak
	broken.file = "broken/b.go"
	rows := []row{
		leak,
		at(11, "body-never-closed", mustReport),
		at(5, "rows-not-closed", mustReport), // bodyleak does not answer for it
		at(8, "silent", mustBeSilent),        // reported although the source says nolint
		at(11, "silent", mustBeSilent),
		broken,
	}
	want := []string{"found", "MISSED", "MISSED", "FALSE", "silent"}
	results := f.measure(rows)
	for i, w := range want {
		if got := verdict(results[i].row, results[i].answers["connlint"]); results[i].broken != nil || got != w {
			t.Errorf("row %d: got %s (%v), want %s", i, got, results[i].broken, w)
		}
	}
	if err := results[len(want)].broken; err == nil || !strings.Contains(err.Error(), "cannot use") {
		t.Errorf("broken package: got error %v, want that of the type checker", err)
	}
}

func TestCompare(t *testing.T) {
	r := repository{name: "some/repo", commit: "c1"}
	dir := t.TempDir()
	store := strings.Join(storeColumns, "\t") + `
some/repo	c1	a.go	1	bodyleak	f	is never closed	true	no Close
some/repo	c1	a.go	1	bodyleak	f	is discarded	true	two on one line
some/repo	c1	a.go	2	bodyleak	f	is never closed	false	closed in g
some/repo	c1	a.go	3	bodyleak	f	is never closed	true	no Close
some/repo	c0	a.go	9	bodyleak	f	is never closed	true	another commit
`
	if err := os.WriteFile(storePath(dir, r), []byte(store), 0o644); err != nil {
		t.Fatal(err)
	}
	judged, err := readStore(dir, r)
	if err != nil {
		t.Fatal(err)
	}
	found := []judgement{
		{file: "a.go", line: 1, rule: "bodyleak", function: "f", message: "is never closed"},
		{file: "a.go", line: 1, rule: "bodyleak", function: "f", message: "is discarded"},
		{file: "a.go", line: 2, rule: "bodyleak", function: "f", message: "is discarded"},
		{file: "b.go", line: 7, rule: "bodyleak", function: "(*T).m", message: "is never closed"},
	}
	c := comparison{trueByRule: map[string]int{}, falseByRule: map[string]int{}}
	var out strings.Builder
	c.add(&out, r, judged, found)
	want := "changed\tsome/repo\ta.go:2\tis never closed\tnow: is discarded\n" +
		"new\tsome/repo\tc1\tb.go\t7\tbodyleak\t(*T).m\tis never closed\n" +
		"gone\tsome/repo\ta.go:3\tis never closed\twas true: no Close\n"
	if out.String() != want || c.differences != 3 {
		t.Errorf("got %d differences:\n%swant 3:\n%s", c.differences, out.String(), want)
	}
	if c.trueByRule["bodyleak"] != 2 || c.falseByRule["bodyleak"] != 1 {
		t.Errorf("got %d true, %d false; want 2 and 1", c.trueByRule["bodyleak"], c.falseByRule["bodyleak"])
	}
}

func TestAnswer(t *testing.T) {
	ours := tool{name: "connlint", ours: true}
	r := row{file: "p.go", line: 5, class: "other"}
	for _, test := range []struct {
		name  string
		found finding
		want  bool
	}{
		{"on the acquisition", finding{rule: "sqlleak", file: "p.go", line: 5}, true},
		{"on the defer statement", finding{rule: "deferloop", file: "p.go", line: 9, acquired: 5}, true},
		{"of another acquisition", finding{rule: "deferloop", file: "p.go", line: 9, acquired: 7}, false},
		{"in another file", finding{rule: "deferloop", file: "q.go", line: 9, acquired: 5}, false},
		{"elsewhere", finding{rule: "sqlleak", file: "p.go", line: 9, acquired: 5}, false},
		{"of a rule that does not answer for the class", finding{rule: "fieldleak", file: "p.go", line: 9, acquired: 5}, false},
	} {
		if got := answer(ours, r, []finding{test.found}) != nil; got != test.want {
			t.Errorf("%s: answer %v, want %v", test.name, got, test.want)
		}
	}
}
