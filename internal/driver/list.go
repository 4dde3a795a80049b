package driver

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os/exec"
	"runtime"
	"slices"
	"strings"
)

// listed is what the go command says of a package. It is the package as it is
// compiled for a test, if ForTest is set.
type listed struct {
	Dir             string
	ImportPath      string // "p", or for a test "p [q.test]"
	Name            string
	ForTest         string
	Standard        bool
	DepOnly         bool // it was not asked for
	Incomplete      bool
	CompiledGoFiles []string
	Imports         []string
	ImportMap       map[string]string
	Module          *module
	Error           *struct{ Err string }
}

type module struct{ Path, Version, GoVersion string }

// list asks the go command for the packages, and for those that they depend on;
// each comes after its imports.
func list(ctx context.Context, opts Options) ([]*listed, error) {
	args := []string{"-deps", "-compiled", "-json=Dir,ImportPath,Name,ForTest,Standard,DepOnly,Incomplete,CompiledGoFiles,Imports,ImportMap,Module,Error"}
	if opts.Config.Tests {
		args = append(args, "-test")
	}
	all, err := goList[listed](ctx, opts, args, opts.Patterns)
	if err != nil {
		return nil, err
	}
	for _, p := range all {
		if p.Error != nil || p.Incomplete {
			return nil, fmt.Errorf("package %s does not load", p.ImportPath)
		}
	}
	return all, nil
}

// exported has the go command compile packages, and returns the files of the
// compiler's export data by import path. tests are packages that are compiled for
// tests, with all that is compiled for them anew.
func exported(ctx context.Context, opts Options, paths, tests []string) (map[string]string, error) {
	type compiled struct{ ImportPath, Export string }
	files := make(map[string]string, len(paths))
	add := func(flags, paths []string) error {
		for part := range chunks(paths) {
			all, err := goList[compiled](ctx, opts, append(flags, "-export", "-json=ImportPath,Export"), part)
			if err != nil {
				return err
			}
			for _, p := range all {
				files[p.ImportPath] = p.Export
			}
		}
		return nil
	}
	if err := add(nil, paths); err != nil {
		return nil, err
	}
	return files, add([]string{"-deps", "-test"}, tests)
}

// chunks splits arguments so that each part fits a command line, which is short
// on Windows.
func chunks(args []string) iter.Seq[[]string] {
	most := 1 << 20
	if runtime.GOOS == "windows" {
		most = 24 << 10
	}
	return func(yield func([]string) bool) {
		for len(args) > 0 {
			n, size := 0, 0
			for n < len(args) && (n == 0 || size+len(args[n]) < most) {
				size += len(args[n]) + 1
				n++
			}
			if !yield(args[:n]) {
				return
			}
			args = args[n:]
		}
	}
}

// goList runs go list.
func goList[T any](ctx context.Context, opts Options, flags, patterns []string) ([]*T, error) {
	args := append(append([]string{"list", "-e"}, buildFlags(opts)...), flags...)
	args = append(append(args, "--"), patterns...)
	if opts.Verbose {
		fmt.Fprintf(opts.Stderr, "go %s\n", abridged(shell(args)))
	}
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Env = append(cmd.Environ(), opts.Env...)
	// If it says anything but that it downloads modules, such as that a pattern
	// matches nothing, go vet will say it again.
	var trouble []string
	stderr := &lines{each: func(s string) {
		if strings.HasPrefix(s, "go: downloading ") {
			fmt.Fprintln(opts.Stderr, s)
		} else {
			trouble = append(trouble, s)
		}
	}}
	cmd.Stderr = stderr
	out, err := cmd.Output()
	stderr.flush()
	if err == nil && trouble != nil {
		err = errors.New(strings.Join(trouble, "\n"))
	}
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	var all []*T
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		p := new(T)
		switch err := d.Decode(p); {
		case errors.Is(err, io.EOF):
			return all, nil
		case err != nil:
			return nil, fmt.Errorf("go list: %w", err)
		}
		all = append(all, p)
	}
}

// abridged cuts a long command.
func abridged(s string) string {
	const most = 400
	if len(s) <= most {
		return s
	}
	return s[:most] + "…"
}

// path is the path by which the compiler knows the package.
func (p *listed) path() string { return plain(p.ImportPath) }

func plain(importPath string) string {
	path, _, _ := strings.Cut(importPath, " ")
	return path
}

// asked returns the packages to report on, of those that are listed. Where a
// package is compiled once more with its test files, that one says all that the
// other does.
func asked(all []*listed) map[*listed]bool {
	tested := make(map[string]bool)
	for _, p := range all {
		if p.ForTest == p.path() {
			tested[p.ForTest] = true
		}
	}
	roots := make(map[*listed]bool)
	for _, p := range all {
		switch {
		case p.DepOnly && p.ForTest == "", len(p.CompiledGoFiles) == 0:
		case p.ForTest == "":
			roots[p] = !tested[p.ImportPath] && !isTestMain(p)
		default:
			roots[p] = p.path() == p.ForTest || p.path() == p.ForTest+"_test"
		}
	}
	return roots
}

// isTestMain reports whether the go command has made the package up, to run
// tests.
func isTestMain(p *listed) bool {
	return p.Name == "main" && strings.HasSuffix(p.ImportPath, ".test") && slices.Contains(p.Imports, "testing/internal/testdeps")
}
