// Package oracle finds out by running it whether a program leaks.
//
// The programs of a batch become one module in a temporary folder, which is
// built once and run once. They call the ordinary APIs; below these are fakes
// (package env) that decide what happens and record what is closed. Only the
// import of package net differs from the text that is analysed, and marks that
// report which branch and which return was taken.
package oracle

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/connlint/connlint/internal/leakgen/oracle/env"
	"github.com/connlint/connlint/internal/leakgen/program"
)

// A Unit is a program at its place in a batch.
type Unit struct {
	*program.Program
	Name string // of its file
	Text string // of its file, as analysed
	run  string // of its file, as executed
}

// NewUnit places the program in a batch. Its top-level names end in _index.
func NewUnit(p *program.Program, index int) *Unit {
	suffix := fmt.Sprintf("_%d", index)
	u := &Unit{Program: p, Name: fmt.Sprintf("p%d.go", index)}
	imports := program.Print(p, suffix, 1, false).Imports
	u.Text = file(p, suffix, imports, false)
	if !slices.Contains(imports, "env") {
		imports = append(imports, "env")
	}
	u.run = file(p, suffix, imports, true)
	return u
}

// Paths are the import paths of the packages that programs refer to.
var Paths = map[string]string{
	"bufio": "bufio", "context": "context", "errors": "errors", "fmt": "fmt", "io": "io",
	"http": "net/http", "json": "encoding/json", "net": "net", "sql": "database/sql",
	"sync": "sync", "time": "time", "env": "leakgen/env", "lib": "leakgen/lib",
}

// headLines is the number of lines before the first declaration, the same for
// both texts: the imports stand on one line.
const headLines = 4

func file(p *program.Program, suffix string, imports []string, run bool) string {
	var b strings.Builder
	b.WriteString("package prog\n\nimport (")
	for i, name := range imports {
		path := Paths[name]
		if run && name == "net" {
			path = "leakgen/fakenet"
		}
		if i > 0 {
			b.WriteString("; ")
		}
		fmt.Fprintf(&b, "%s %q", name, path)
	}
	b.WriteString(")\n\n")
	b.WriteString(program.Print(p, suffix, headLines+1, run).Text)
	if run {
		fmt.Fprintf(&b, "func call%s() { %s }\nvar _ = env.Branch\n", suffix, program.Rename(p.Call, suffix))
	}
	return b.String()
}

// A Batch is a program that was built from units.
type Batch struct {
	units  []*Unit
	binary string
}

// Build builds the units in a folder.
func Build(dir string, units []*Unit) (*Batch, error) {
	if err := writeModule(dir, units); err != nil {
		return nil, err
	}
	b := &Batch{units, filepath.Join(dir, "cases.exe")}
	build := exec.Command("go", "build", "-p=1", "-ldflags=-s -w", "-gcflags=-N -l", "-o", b.binary, ".")
	build.Dir = dir
	build.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
	if out, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("go build: %v\n%s", err, out)
	}
	return b, nil
}

// Run runs the paths of all units. Verdicts come in the order of the units.
func (b *Batch) Run() ([]env.Verdict, error) {
	var verdicts []env.Verdict
	for len(verdicts) < len(b.units) {
		more, err := b.run("from", len(verdicts))
		verdicts = append(verdicts, more...)
		if len(verdicts) == len(b.units) {
			break
		}
		if err == nil {
			return nil, fmt.Errorf("%d verdicts for %d programs", len(verdicts), len(b.units))
		}
		// A goroutine panicked, which no caller can catch: go on with the next.
		verdicts = append(verdicts, env.Verdict{Name: b.units[len(verdicts)].Name, Cut: true})
	}
	return verdicts, nil
}

// Again runs more and longer paths of some units, given by index, and random
// paths of those that have too many. Verdicts come in the order of the indexes.
func (b *Batch) Again(indexes []int) (verdicts []env.Verdict, err error) {
	for len(verdicts) < len(indexes) {
		more, err := b.run("again", indexes[len(verdicts):]...)
		verdicts = append(verdicts, more...)
		if len(verdicts) < len(indexes) {
			if err == nil {
				return nil, fmt.Errorf("%d verdicts for %d programs", len(verdicts), len(indexes))
			}
			verdicts = append(verdicts, env.Verdict{Name: b.units[indexes[len(verdicts)]].Name, Cut: true})
		}
	}
	return verdicts, nil
}

// run returns the verdicts there were before the process ended.
func (b *Batch) run(mode string, indexes ...int) (verdicts []env.Verdict, err error) {
	args := []string{mode}
	for _, i := range indexes {
		args = append(args, strconv.Itoa(i))
	}
	out, err := exec.Command(b.binary, args...).Output()
	dec := json.NewDecoder(bytes.NewReader(out))
	for dec.More() {
		var v env.Verdict
		if err := dec.Decode(&v); err != nil {
			return verdicts, err
		}
		verdicts = append(verdicts, v)
	}
	return verdicts, err
}

// Run builds the units, and runs the paths of all.
func Run(dir string, units []*Unit) ([]env.Verdict, error) {
	b, err := Build(dir, units)
	if err != nil {
		return nil, err
	}
	return b.Run()
}

func writeModule(dir string, units []*Unit) error {
	release := strings.TrimPrefix(runtime.Version(), "go")
	release, _, _ = strings.Cut(release, " ")
	files := map[string]string{
		"go.mod":  "module leakgen\n\ngo " + release + "\n",
		"main.go": "package main\n\nimport (\"leakgen/env\"; \"leakgen/prog\")\n\nfunc main() { env.Main(prog.Cases) }\n",
	}
	for name, text := range Sources() {
		files[name] = text
	}
	var table strings.Builder
	table.WriteString("package prog\n\nimport \"leakgen/env\"\n\nvar Cases = []env.Case{\n")
	for _, u := range units {
		files["prog/"+u.Name] = u.run
		fmt.Fprintf(&table, "{%q, env.Knobs{%t, %t, %t}, call_%s},\n",
			u.Name, u.Status, u.ReadErr, u.CloseErr, strings.TrimSuffix(u.Name[1:], ".go"))
	}
	table.WriteString("}\n")
	files["prog/cases.go"] = table.String()
	if err := os.RemoveAll(filepath.Join(dir, "prog")); err != nil {
		return err
	}
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			return err
		}
	}
	return nil
}

// Exits reports whether the line is a return whose taking is recorded.
func (u *Unit) Exits(line int) bool { return u.marked(line, "env.Exit") }

// Branches reports whether the line is a branch whose taking is recorded.
func (u *Unit) Branches(line int) bool { return u.marked(line, "env.Branch") }

func (u *Unit) marked(line int, mark string) bool {
	lines := strings.Split(u.run, "\n")
	return line >= 1 && line <= len(lines) && strings.Contains(lines[line-1], fmt.Sprintf("%s(%d", mark, line))
}
