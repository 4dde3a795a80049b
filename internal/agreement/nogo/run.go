package nogo

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
)

// A Diagnostic is one line of what nogo says.
type Diagnostic struct {
	File         string
	Line, Column int
	Message      string
	Analyzer     string
}

// A Runner runs a nogo on the packages of a module, each with the facts of what
// it imports.
type Runner struct {
	Exe  string
	Dir  string   // of the module
	Work string   // takes the facts; an empty directory
	Env  []string // added to the environment of nogo
}

// Run runs nogo on the packages, and for the facts alone on those of other modules
// that they import, as the rules do.
func (r *Runner) Run(patterns ...string) ([]Diagnostic, error) {
	pkgs, err := r.list(patterns)
	if err != nil {
		return nil, err
	}
	var all []Diagnostic
	byPath := make(map[string]*listed)
	for i, p := range pkgs {
		byPath[p.ImportPath] = p
		if p.Standard || len(p.GoFiles) == 0 {
			continue
		}
		p.facts = filepath.Join(r.Work, fmt.Sprintf("%d.facts", i))
		found, err := r.run(p, byPath)
		if err != nil {
			return nil, fmt.Errorf("package %s: %w", p.ImportPath, err)
		}
		all = append(all, found...)
	}
	return all, nil
}

// listed is a package as the go command describes it.
type listed struct {
	ImportPath string
	Dir        string
	Export     string
	Standard   bool
	DepOnly    bool
	GoFiles    []string
	CgoFiles   []string
	Imports    []string
	Module     *struct{ Main bool }

	facts string
}

// list lists the packages after what they import.
func (r *Runner) list(patterns []string) ([]*listed, error) {
	const fields = "-json=ImportPath,Dir,Export,Standard,DepOnly,GoFiles,CgoFiles,Imports,Module"
	out, err := command(r.Dir, "go", append([]string{"list", "-deps", "-export", fields}, patterns...)...)
	if err != nil {
		return nil, err
	}
	var pkgs []*listed
	d := json.NewDecoder(strings.NewReader(out))
	for {
		p := new(listed)
		if err := d.Decode(p); errors.Is(err, io.EOF) {
			return pkgs, nil
		} else if err != nil {
			return nil, err
		}
		if len(p.CgoFiles) > 0 && !p.Standard {
			return nil, fmt.Errorf("package %s uses cgo: nogo is not shown these files", p.ImportPath)
		}
		pkgs = append(pkgs, p)
	}
}

// violations is the exit status of a nogo that has something to say.
const violations = 3

func (r *Runner) run(p *listed, byPath map[string]*listed) ([]Diagnostic, error) {
	importcfg := p.facts + ".importcfg"
	args := []string{"-p", p.ImportPath, "-importcfg", importcfg, "-go_version", release, "-x", p.facts}
	var cfg strings.Builder
	for _, path := range p.Imports {
		dep := byPath[path]
		if dep == nil || dep.Export == "" {
			continue // unsafe
		}
		fmt.Fprintf(&cfg, "packagefile %s=%s\n", path, dep.Export)
		if dep.facts != "" {
			args = append(args, "-fact", path+"="+dep.facts)
		}
	}
	if err := os.WriteFile(importcfg, []byte(cfg.String()), 0o666); err != nil {
		return nil, err
	}
	if p.DepOnly {
		args = append(args, "-facts_only")
	}
	for _, name := range p.GoFiles {
		args = append(args, filepath.Join(p.Dir, name))
	}
	cmd := exec.Command(r.Exe, args...)
	cmd.Dir = r.Dir
	cmd.Env = append(cmd.Environ(), r.Env...)
	out, err := cmd.CombinedOutput()
	if exit := (*exec.ExitError)(nil); err != nil && !(errors.As(err, &exit) && exit.ExitCode() == violations) {
		return nil, fmt.Errorf("%w\n%s", err, out)
	}
	return decode(string(out))
}

var line = regexp.MustCompile(`^(.+):(\d+):(\d+): (.*) \((\w+)\)$`)

func decode(out string) ([]Diagnostic, error) {
	_, out, _ = strings.Cut(out, "\n") // a line that says that there are some
	var all []Diagnostic
	for text := range strings.Lines(out) {
		text = strings.TrimSuffix(text, "\n")
		m := line.FindStringSubmatch(text)
		if m == nil {
			return nil, fmt.Errorf("nogo says what is not understood: %q", text)
		}
		d := Diagnostic{File: m[1], Message: m[4], Analyzer: m[5]}
		d.Line, _ = strconv.Atoi(m[2])
		d.Column, _ = strconv.Atoi(m[3])
		all = append(all, d)
	}
	return all, nil
}
