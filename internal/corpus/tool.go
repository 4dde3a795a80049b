package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// A tool is a linter under measurement.
type tool struct {
	name   string
	path   string
	source bool // run directly on sources, not by go vet
	ours   bool // it is connlint: a row counts by the rules that cover its class
}

// A finding is one diagnostic of a tool.
type finding struct {
	rule     string
	severity string
	file     string // relative to the tree
	line     int
	message  string
	related  []string // path of the leak: line and message
	acquired int      // line of the step that acquires, in the same file; 0 if there is none
}

// run runs the tool on packages of a module and returns its findings, in order.
// With an error, nothing can be concluded from what is missing.
func (t tool) run(tr tree, module string, tests bool, patterns ...string) ([]finding, error) {
	var args []string
	if t.source {
		args = append(args, t.path, "-root="+tr.root, "-test="+strconv.FormatBool(tests))
	} else {
		args = append(args, "go", "vet", "-vettool="+t.path, "-json")
	}
	if t.ours && tests {
		args = append(args, "-connlint.tests")
	}
	args = append(args, patterns...)

	cmd := exec.Command(args[0], args[1:]...)
	cmd.Dir = module
	cmd.Env = tr.environ(module)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return nil, err
	}
	found, decodeErr := decode(out, tr.root)
	if err != nil {
		return found, errors.New(cmp.Or(firstLine(stderr.String()), err.Error()))
	}
	return found, decodeErr
}

// decode reads the stream of go vet -json: objects of package, analyzer and
// diagnostics, one after the other.
func decode(stream []byte, root string) ([]finding, error) {
	type posn struct{ Posn, Message string }
	type diagnostic struct {
		posn
		Category string
		Related  []posn
	}
	var all []finding
	var failures []error
	dec := json.NewDecoder(bytes.NewReader(stream))
	for {
		var packages map[string]map[string]json.RawMessage
		if err := dec.Decode(&packages); err == io.EOF {
			break
		} else if err != nil {
			return nil, fmt.Errorf("output of the tool: %v", err)
		}
		for pkg, analyzers := range packages {
			for rule, raw := range analyzers {
				var diagnostics []diagnostic
				if err := json.Unmarshal(raw, &diagnostics); err != nil {
					failures = append(failures, fmt.Errorf("%s: %s: %s", pkg, rule, raw))
				}
				for _, d := range diagnostics {
					f := finding{rule: rule, severity: d.Category, message: d.Message}
					f.file, f.line = position(d.Posn, root)
					for _, r := range d.Related {
						file, line := position(r.Posn, root)
						if f.acquired == 0 && file == f.file && strings.Contains(r.Message, "acquired here") {
							f.acquired = line
						}
						f.related = append(f.related, fmt.Sprintf("%d: %s", line, r.Message))
					}
					all = append(all, f)
				}
			}
		}
	}
	slices.SortFunc(all, func(a, b finding) int {
		return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.line, b.line), cmp.Compare(a.rule, b.rule), cmp.Compare(a.message, b.message))
	})
	return slices.CompactFunc(all, func(a, b finding) bool {
		return a.file == b.file && a.line == b.line && a.rule == b.rule && a.message == b.message
	}), errors.Join(failures...)
}

// position splits file:line:col.
func position(posn, root string) (file string, line int) {
	parts := strings.Split(posn, ":")
	if len(parts) < 2 {
		return posn, 0
	}
	file = parts[0]
	line, _ = strconv.Atoi(parts[1])
	if rel, err := filepath.Rel(root, file); err == nil && !strings.HasPrefix(rel, "..") {
		file = filepath.ToSlash(rel)
	}
	return file, line
}

// toolFlag collects tools: name=path.
type toolFlag struct{ tools *[]tool }

func (f toolFlag) String() string { return "" }

func (f toolFlag) Set(s string) error {
	name, path, ok := strings.Cut(s, "=")
	if !ok {
		name, path = strings.TrimSuffix(filepath.Base(s), ".exe"), s
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	if _, err := os.Stat(path); err != nil {
		return err
	}
	*f.tools = append(*f.tools, tool{name: name, path: path, ours: name == "connlint"})
	return nil
}
