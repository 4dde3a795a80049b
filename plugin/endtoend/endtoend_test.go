package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The binaries under test: golangci-lint with the plugin, and connlint itself.
var golangci, connlint string

func TestMain(m *testing.M) {
	os.Exit(func() int {
		dir, err := os.MkdirTemp("", "endtoend")
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		defer os.RemoveAll(dir)
		golangci, connlint = filepath.Join(dir, "golangci-lint"), filepath.Join(dir, "connlint")
		// golangci-lint's cache holds for its version, which here stays the same
		// when the plugin changes: every run of the tests has a cache of its own.
		os.Setenv("GOLANGCI_LINT_CACHE", filepath.Join(dir, "cache"))
		for _, build := range [][]string{{".", golangci, "."}, {"../..", connlint, "./cmd/connlint"}} {
			cmd := exec.Command("go", "build", "-o", build[1], build[2])
			cmd.Dir = build[0]
			if out, err := cmd.CombinedOutput(); err != nil {
				fmt.Fprintf(os.Stderr, "go build: %v\n%s", err, out)
				return 1
			}
		}
		return m.Run()
	}())
}

// An issue is a finding as both tools print it.
type issue struct {
	File         string
	Line, Column int
	Text         string // rule: message
}

func (i issue) String() string {
	return fmt.Sprintf("%s:%d:%d: %s", i.File, i.Line, i.Column, i.Text)
}

// run runs a tool, which may complain about the code but not fail.
func run(t *testing.T, dir string, argv ...string) []byte {
	t.Helper()
	var stderr strings.Builder
	cmd := exec.Command(argv[0], argv[1:]...)
	cmd.Dir, cmd.Stderr = dir, &stderr
	out, err := cmd.Output()
	if exit := new(exec.ExitError); err != nil && !(errors.As(err, &exit) && exit.ExitCode() == 1) {
		t.Fatalf("%s: %v\n%s%s", strings.Join(argv, " "), err, out, stderr.String())
	}
	return out
}

// byPlugin returns what golangci-lint says of a module.
func byPlugin(t *testing.T, dir string, flags ...string) []issue {
	t.Helper()
	argv := append([]string{golangci, "run", "--show-stats=false", "--output.json.path=stdout", "--output.text.path=stderr"}, flags...)
	var doc struct {
		Issues []struct {
			FromLinter, Text string
			Pos              struct {
				Filename     string
				Line, Column int
			}
		}
	}
	out := run(t, dir, append(argv, "./...")...)
	if err := json.Unmarshal(out, &doc); err != nil {
		t.Fatalf("%v in %s", err, out)
	}
	var all []issue
	for _, i := range doc.Issues {
		if i.FromLinter != "connlint" {
			t.Errorf("an issue of %s: %s", i.FromLinter, i.Text)
		}
		all = append(all, issue{i.Pos.Filename, i.Pos.Line, i.Pos.Column, i.Text})
	}
	return sorted(all)
}

// byCommand returns what connlint says of a module, without notes.
func byCommand(t *testing.T, dir string) []issue {
	t.Helper()
	var doc struct {
		Findings []struct {
			Rule, Message, File string
			Line, Column        int
		}
	}
	out := run(t, dir, connlint, "-severity=warning", "-format=json", "./...")
	if err := json.Unmarshal(out, &doc); err != nil {
		t.Fatalf("%v in %s", err, out)
	}
	var all []issue
	for _, f := range doc.Findings {
		all = append(all, issue{f.File, f.Line, f.Column, f.Rule + ": " + f.Message})
	}
	return sorted(all)
}

func sorted(all []issue) []issue {
	slices.SortFunc(all, func(a, b issue) int { return strings.Compare(a.String(), b.String()) })
	return all
}

func equal(t *testing.T, what string, got, want []issue) {
	t.Helper()
	for _, i := range got {
		if !slices.Contains(want, i) {
			t.Errorf("%s: too much: %s", what, i)
		}
	}
	for _, i := range want {
		if !slices.Contains(got, i) {
			t.Errorf("%s: missing: %s", what, i)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%s: %d issues, want %d", what, len(got), len(want))
	}
}

// module copies a module and configures golangci-lint in it.
func module(t *testing.T, from string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	// Files of the module cache are read-only.
	err := filepath.WalkDir(dir, func(name string, e os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return os.Chmod(name, 0o755)
	})
	if err != nil {
		t.Fatal(err)
	}
	os.RemoveAll(filepath.Join(dir, ".golangci.yml")) // the module's own
	configure(t, dir, "")
	return dir
}

// configure writes golangci-lint's configuration, with more settings.
func configure(t *testing.T, dir, more string) {
	t.Helper()
	text, err := os.ReadFile("golangci.yml")
	if err != nil {
		t.Fatal(err)
	}
	const last = "          severity: warning\n"
	s := strings.Replace(string(text), last, last+more, 1)
	if err := os.WriteFile(filepath.Join(dir, ".golangci.yml"), []byte(s), 0o666); err != nil {
		t.Fatal(err)
	}
}

// public is the folder of a module of other people, which has findings.
func public(t *testing.T) string {
	t.Helper()
	var m struct{ Dir, Error string }
	if err := json.Unmarshal(run(t, ".", "go", "mod", "download", "-json", "golang.org/x/oauth2@v0.36.0"), &m); err != nil {
		t.Fatal(err)
	}
	if m.Error != "" {
		t.Fatal(m.Error)
	}
	return m.Dir
}

// The plugin says what the command says, finding by finding, from an empty cache
// and from a full one, and the fixes are the same.
func TestAgrees(t *testing.T) {
	for _, test := range []struct{ name, dir string }{
		{"demo", "../../testdata/demo"},
		{"oauth2", public(t)},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := module(t, test.dir)
			want := byCommand(t, dir)
			if len(want) == 0 {
				t.Fatal("nothing to compare")
			}
			equal(t, "cold", byPlugin(t, dir), want)
			equal(t, "warm", byPlugin(t, dir), want)

			byPlugin(t, dir, "--fix")
			other := module(t, test.dir)
			run(t, other, connlint, "-severity=warning", "-fix", "./...")
			changed := 0
			for name, text := range sources(t, other) {
				got, err := os.ReadFile(filepath.Join(dir, name))
				if err != nil {
					t.Fatal(err)
				}
				if string(got) != text {
					t.Errorf("%s: fixed by golangci-lint:\n%s\nby connlint:\n%s", name, got, text)
				}
				if old, err := os.ReadFile(filepath.Join(test.dir, name)); err != nil || string(old) != text {
					changed++
				}
			}
			if test.name == "demo" && changed == 0 {
				t.Error("no fix was applied, so none compared")
			}
		})
	}
}

// sources returns the Go files below a folder.
func sources(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := make(map[string]string)
	err := filepath.WalkDir(dir, func(name string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(name) != ".go" {
			return err
		}
		text, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		files[rel] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// A rule that is off is off, and golangci-lint's nolint comments work for the
// linter and, by our own reading, for a rule.
func TestSettings(t *testing.T) {
	dir := module(t, "../../testdata/demo")
	configure(t, dir, "          rules: {keepaliveoff: off}\n")
	for _, i := range byPlugin(t, dir) {
		if strings.HasPrefix(i.Text, "keepaliveoff:") {
			t.Errorf("the rule is off: %s", i)
		}
	}
	for _, comment := range []string{"//nolint:connlint // told so", "//nolint:bodyleak // told so", "//connlint:ignore bodyleak told so"} {
		dir := module(t, "../../testdata/demo")
		before := byPlugin(t, dir)
		at := slices.IndexFunc(before, func(i issue) bool { return strings.HasPrefix(i.Text, "bodyleak:") })
		file := filepath.Join(dir, before[at].File)
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(string(text), "\n")
		lines[before[at].Line-1] += " " + comment
		if err := os.WriteFile(file, []byte(strings.Join(lines, "\n")), 0o666); err != nil {
			t.Fatal(err)
		}
		if after := byPlugin(t, dir); len(after) != len(before)-1 || slices.Contains(after, before[at]) {
			t.Errorf("%s: suppressed nothing, or too much: %v", comment, after)
		}
	}
}

// Settings that are wrong are named, and nothing looks clean.
func TestWrongSettings(t *testing.T) {
	dir := module(t, "../../testdata/demo")
	configure(t, dir, "          rule: {keepaliveoff: off}\n")
	cmd := exec.Command(golangci, "run", "./...")
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err == nil || !strings.Contains(string(out), `settings of connlint: unknown key "rule": did you mean "rules"?`) {
		t.Errorf("%v\n%s", err, out)
	}
}
