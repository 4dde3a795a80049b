package agreement

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/connlint/connlint/analyzers"
	"github.com/connlint/connlint/internal/agreement/nogo"
)

// A finding is what all drivers say of one.
type finding struct {
	Rule         string
	File         string // relative to the module
	Line, Column int
	Message      string
}

func (f finding) String() string {
	return fmt.Sprintf("%s:%d:%d: %s: %s", f.File, f.Line, f.Column, f.Rule, f.Message)
}

// A driver runs all rules on the packages of the module in a directory.
type driver struct {
	name string
	run  func(t *testing.T, dir, packages string) []finding
}

// standalone is the command; the others are compared with it.
func standalone(p *programs) driver {
	return driver{"connlint", func(t *testing.T, dir, packages string) []finding {
		report := filepath.Join(t.TempDir(), "report.json")
		run(t, dir, p.connlint(t), "-fail-on=none", "-format=json="+report, packages)
		var v struct{ Findings []finding }
		decode(t, report, &v)
		return v.Findings
	}}
}

func vettool(p *programs) driver {
	return driver{"go vet", func(t *testing.T, dir, packages string) (all []finding) {
		d := json.NewDecoder(strings.NewReader(run(t, dir, "go", "vet", "-vettool="+p.connlint(t), "-json", packages)))
		for {
			var unit map[string]map[string][]struct{ Posn, Message string }
			if err := d.Decode(&unit); errors.Is(err, io.EOF) {
				return all
			} else if err != nil {
				t.Fatal(err)
			}
			for _, byRule := range unit {
				for rule, diagnostics := range byRule {
					for _, d := range diagnostics {
						all = append(all, at(t, dir, d.Posn, finding{Rule: rule, Message: d.Message}))
					}
				}
			}
		}
	}}
}

func golangci(p *programs) driver {
	return driver{"golangci-lint", func(t *testing.T, dir, packages string) (all []finding) {
		config, err := filepath.Abs("golangci.yml")
		if err != nil {
			t.Fatal(err)
		}
		report := filepath.Join(t.TempDir(), "report.json")
		run(t, dir, p.golangci(t), "run", "--config="+config, "--path-mode=abs", "--issues-exit-code=0", "--output.json.path="+report, packages)
		var v struct {
			Issues []struct {
				Text string
				Pos  struct {
					Filename     string
					Line, Column int
				}
			}
		}
		decode(t, report, &v)
		for _, i := range v.Issues {
			f := finding{File: relative(t, dir, i.Pos.Filename), Line: i.Pos.Line, Column: i.Pos.Column}
			f.Rule, f.Message, _ = strings.Cut(i.Text, ": ")
			all = append(all, f)
		}
		return all
	}}
}

func bazel(p *programs) driver {
	return driver{"nogo", func(t *testing.T, dir, packages string) (all []finding) {
		r := nogo.Runner{Exe: p.nogo(t), Dir: dir, Work: t.TempDir()}
		found, err := r.Run(packages)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range found {
			all = append(all, finding{d.Analyzer, relative(t, dir, d.File), d.Line, d.Column, d.Message})
		}
		return all
	}}
}

// programs are built when they are needed, once.
type programs struct{ connlint, golangci, nogo func(t *testing.T) string }

func newPrograms(t *testing.T) *programs {
	bin := t.TempDir()
	root := filepath.Join("..", "..")
	build := func(name, dir, pkg string) func(*testing.T) string {
		return once(func(t *testing.T) string {
			exe := filepath.Join(bin, name)
			run(t, dir, "go", "build", "-o", exe, pkg)
			return exe
		})
	}
	return &programs{
		connlint: build("connlint", root, "./cmd/connlint"),
		golangci: build("golangci-lint", filepath.Join(root, "plugin", "endtoend"), "."),
		nogo: once(func(t *testing.T) string {
			exe, err := nogo.Build(bin, nogo.Analyzers(analyzers.Suite), "")
			if err != nil {
				t.Fatal(err)
			}
			return exe
		}),
	}
}

func once(build func(*testing.T) string) func(*testing.T) string {
	var exe string
	return func(t *testing.T) string {
		t.Helper()
		if exe == "" {
			exe = build(t)
		}
		return exe
	}
}

// run runs a program, which must succeed, and returns what it prints.
func run(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s%s", name, strings.Join(args, " "), err, out, stderr.String())
	}
	return string(out)
}

func decode(t *testing.T, file string, v any) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, v); err != nil {
		t.Fatal(err)
	}
}

func relative(t *testing.T, dir, file string) string {
	t.Helper()
	rel, err := filepath.Rel(dir, file)
	if err != nil {
		t.Fatal(err)
	}
	return filepath.ToSlash(rel)
}

var position = regexp.MustCompile(`^(.*):(\d+):(\d+)$`)

// at adds a position as go vet writes it.
func at(t *testing.T, dir, posn string, f finding) finding {
	t.Helper()
	m := position.FindStringSubmatch(posn)
	if m == nil {
		t.Fatalf("not a position: %q", posn)
	}
	f.File = relative(t, dir, m[1])
	f.Line, _ = strconv.Atoi(m[2])
	f.Column, _ = strconv.Atoi(m[3])
	return f
}
