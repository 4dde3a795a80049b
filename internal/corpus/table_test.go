package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func write(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "table.tsv")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestReadRows(t *testing.T) {
	rows, err := readRows([]string{write(t, "# a comment\n"+
		"repo\tparent_commit\tfile\tacquire_line\tline\tclass\tverdict\n"+
		"a/b\tc\tp/x.go\t7\t\tbody-never-closed\n"+
		"a/b\tc\tp/x.go\t8\t9\t\tfalse-positive\n"+
		"a/b\tc\tp/x_test.go\t8\t\t\ttrue-positive\n"+
		"a/b\tc\tx.go\t8\t\t\tunclear\n"+
		"a/b\tc\tx.go\t8\n")})
	if err != nil {
		t.Fatal(err)
	}
	want := []row{
		{repo: "a/b", commit: "c", file: "p/x.go", line: 7, class: "body-never-closed"},
		{repo: "a/b", commit: "c", file: "p/x.go", line: 8, altLine: 9, class: "silent", expect: mustBeSilent},
		{repo: "a/b", commit: "c", file: "p/x_test.go", line: 8, class: "suppressed-leak (test)"},
		{repo: "a/b", commit: "c", file: "x.go", line: 8, class: "unclear", expect: notScored},
		{repo: "a/b", commit: "c", file: "x.go", line: 8, class: "silent", expect: mustBeSilent},
	}
	if len(rows) != len(want) {
		t.Fatalf("got %d rows, want %d", len(rows), len(want))
	}
	for i := range want {
		if rows[i] != want[i] {
			t.Errorf("row %d: got %+v, want %+v", i, rows[i], want[i])
		}
	}
}

func TestReadRowsErrors(t *testing.T) {
	const header = "repo\tcommit\tfile\tacquire_line\tverdict\n"
	for text, want := range map[string]string{
		"repo\tcommit\tfile\n":                `no column "acquire_line"`,
		header + "a/b\tc\tx.go\tseven\n":      `"seven" is not a number`,
		header + "a/b\tc\tx.go\t7\tperhaps\n": `unknown verdict "perhaps"`,
		header + "a/b\t\tx.go\t7\n":           "must not be empty",
		header + "a\tb\tc\t1\t\t\textra\n":    "the header has 5",
	} {
		_, err := readRows([]string{write(t, text)})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got error %v, want %q", text, err, want)
		}
	}
}

func TestSetups(t *testing.T) {
	s, err := readSetups(write(t, "repo\tcommit\tenv\tflags\trequire\tskip\n"+
		"a/b\t*\tA=1\n"+
		"a/b\tc0ffee\tB=2 C=3\t-tags=x\tm@v1 n@v2\n"+
		"a/b\tdead\t\t\t\tgone\n"))
	if err != nil {
		t.Fatal(err)
	}
	got := s.of("a/b", "c0ffee11")
	if strings.Join(got.env, " ") != "A=1 B=2 C=3" || strings.Join(got.require, " ") != "m@v1 n@v2" || got.skip != "" {
		t.Errorf("got %+v", got)
	}
	if got := s.of("a/b", "deadbeef"); got.skip != "gone" {
		t.Errorf("got %+v", got)
	}
}
