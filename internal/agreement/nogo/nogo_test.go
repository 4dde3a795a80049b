package nogo_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/connlint/connlint/analyzers"
	"github.com/connlint/connlint/internal/agreement/nogo"
)

const demo = "../../../testdata/demo"

// build builds a nogo of all rules.
func build(t *testing.T, config string) string {
	t.Helper()
	exe, err := nogo.Build(t.TempDir(), nogo.Analyzers(analyzers.Suite), config)
	if err != nil {
		t.Fatal(err)
	}
	return exe
}

func run(t *testing.T, r nogo.Runner, patterns ...string) []string {
	t.Helper()
	dir, err := filepath.Abs(r.Dir)
	if err != nil {
		t.Fatal(err)
	}
	r.Dir = dir
	if r.Work == "" {
		r.Work = t.TempDir()
	}
	found, err := r.Run(patterns...)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, d := range found {
		name, err := filepath.Rel(dir, d.File)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, fmt.Sprintf("%s:%d:%d: %s: %s", filepath.ToSlash(name), d.Line, d.Column, d.Analyzer, d.Message))
	}
	return lines
}

// TestFacts runs nogo twice, once on one processor: it says the same, and its
// facts are the same to the byte, else nothing that is built on them is cached.
func TestFacts(t *testing.T) {
	exe := build(t, "")
	var said [][]string
	var dirs []string
	for _, procs := range []string{"GOMAXPROCS=1", "GOMAXPROCS=2"} {
		work := t.TempDir()
		dirs = append(dirs, work)
		said = append(said, run(t, nogo.Runner{Exe: exe, Dir: demo, Work: work, Env: []string{procs}}, "./..."))
	}
	if !slices.Equal(said[0], said[1]) {
		t.Errorf("one run says\n%s\nanother\n%s", strings.Join(said[0], "\n"), strings.Join(said[1], "\n"))
	}
	if len(said[0]) == 0 {
		t.Error("nothing is found")
	}
	files, err := filepath.Glob(filepath.Join(dirs[0], "*.facts"))
	if err != nil {
		t.Fatal(err)
	}
	size := 0
	for _, name := range files {
		one, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		other, err := os.ReadFile(filepath.Join(dirs[1], filepath.Base(name)))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(one, other) {
			t.Errorf("facts differ in %s", filepath.Base(name))
		}
		size += len(one)
	}
	if size == 0 {
		t.Error("no facts")
	}
}

// TestConfig takes the analyzers and the configuration from the documentation.
func TestConfig(t *testing.T) {
	doc, err := os.ReadFile("../../../docs/bazel.md")
	if err != nil {
		t.Fatal(err)
	}
	var pkgs []string
	for _, m := range regexp.MustCompile(`CONNLINT \+ "(.*)"`).FindAllStringSubmatch(string(doc), -1) {
		pkgs = append(pkgs, "github.com/connlint/connlint/"+m[1])
	}
	if want := nogo.Analyzers(analyzers.Suite); !slices.Equal(pkgs, want) {
		t.Errorf("the documentation lists\n%q\nthe suite has\n%q", pkgs, want)
	}
	_, config, _ := strings.Cut(string(doc), "```json\n")
	config, _, _ = strings.Cut(config, "```")
	exe := build(t, config)

	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/shop")); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(dir, "go.mod.txt"), filepath.Join(dir, "go.mod")); err != nil {
		t.Fatal(err)
	}
	found := run(t, nogo.Runner{Exe: exe, Dir: dir}, "./...")
	want := []string{
		"shop.go:12:15: bodyleak: response body from http.Get is never closed",
		"shop.go:17:12: clientleak: client from bus.Dial is never closed",
	}
	for i := range max(len(found), len(want)) {
		if i >= len(found) || i >= len(want) || !strings.HasPrefix(found[i], want[i]) {
			t.Fatalf("found\n%s\nwant\n%s", strings.Join(found, "\n"), strings.Join(want, "\n"))
		}
	}
}
