// Package nogo builds and runs nogo, the analysis driver of Bazel's rules_go,
// without Bazel: its own sources, as they are in the module, around the analyzers
// of connlint, by the steps that the rules take.
//
// It is the strictest of the drivers. A pass has no module, no ReadFile and no
// facts of the standard library; types come from export data; facts pass through
// gob; flags are set on analyzers and on what they directly require, by a
// configuration in JSON.
package nogo

import (
	"bytes"
	"fmt"
	gobuild "go/build"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

// Build builds a nogo of the packages, each of which has a variable Analyzer, in
// a directory of its own, and returns the program. The configuration is what the
// attribute config of the rule nogo names.
func Build(dir string, analyzers []string, config string) (string, error) {
	// Nothing else in the module needs it, so it may not be here yet.
	if _, err := command("", "go", "mod", "download", "github.com/bazelbuild/rules_go"); err != nil {
		return "", err
	}
	sources, err := command("", "go", "list", "-m", "-f", "{{.Dir}}", "github.com/bazelbuild/rules_go")
	if err != nil {
		return "", err
	}
	b := &build{dir: dir, builders: filepath.Join(strings.TrimSpace(sources), "go", "tools", "builders")}
	main, err := b.generate(analyzers, config)
	if err != nil {
		return "", err
	}
	files, err := b.sources("nogo_srcs")
	if err != nil {
		return "", err
	}
	return b.link(append(files, main))
}

type build struct {
	dir      string // takes what is made
	builders string // the sources
}

// sources returns the source files of a target in the BUILD file of rules_go that
// are for this system and this release of Go.
func (b *build) sources(target string) ([]string, error) {
	text, err := os.ReadFile(filepath.Join(b.builders, "BUILD.bazel"))
	if err != nil {
		return nil, err
	}
	_, rest, ok := strings.Cut(string(text), fmt.Sprintf("name = %q,", target))
	rest, _, ok2 := strings.Cut(rest, "\n)")
	if !ok || !ok2 {
		return nil, fmt.Errorf("BUILD.bazel of rules_go has no target %s", target)
	}
	var files []string
	for _, m := range regexp.MustCompile(`"(\w+\.go)"`).FindAllStringSubmatch(rest, -1) {
		if ok, err := gobuild.Default.MatchFile(b.builders, m[1]); err != nil {
			return nil, err
		} else if ok {
			files = append(files, filepath.Join(b.builders, m[1]))
		}
	}
	return files, nil
}

// generate lets the builder of rules_go write the list of analyzers with their
// configuration.
func (b *build) generate(analyzers []string, config string) (string, error) {
	files, err := b.sources("builder_srcs")
	if err != nil {
		return "", err
	}
	builder, main := filepath.Join(b.dir, "builder"), filepath.Join(b.dir, "main.go")
	if _, err := command("", "go", append([]string{"build", "-ldflags=-X main.rulesGoStdlibPrefix=rules_go", "-o", builder}, files...)...); err != nil {
		return "", err
	}
	args := []string{"gennogomain", "-output", main}
	if config != "" {
		name := filepath.Join(b.dir, "config.json")
		if err := os.WriteFile(name, []byte(config), 0o666); err != nil {
			return "", err
		}
		args = append(args, "-config", name)
	}
	for _, a := range analyzers {
		args = append(args, "-analyzer_importpath", a)
	}
	_, err = command("", builder, args...)
	return main, err
}

// link compiles the files and links them. This goes without the go command, which
// would object to an import of an internal package of golang.org/x/tools.
func (b *build) link(files []string) (string, error) {
	imports, err := importsOf(files)
	if err != nil {
		return "", err
	}
	const format = "{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}"
	cfg, err := command("", "go", append([]string{"list", "-deps", "-export", "-f", format}, imports...)...)
	if err != nil {
		return "", err
	}
	importcfg := filepath.Join(b.dir, "importcfg")
	if err := os.WriteFile(importcfg, []byte(cfg), 0o666); err != nil {
		return "", err
	}
	object, exe := filepath.Join(b.dir, "main.a"), filepath.Join(b.dir, "nogo")
	compile := []string{"tool", "compile", "-p", "main", "-complete", "-importcfg", importcfg, "-o", object}
	if _, err := command("", "go", append(compile, files...)...); err != nil {
		return "", err
	}
	_, err = command("", "go", "tool", "link", "-importcfg", importcfg, "-o", exe, object)
	return exe, err
}

// importsOf returns what Go files import.
func importsOf(files []string) ([]string, error) {
	set := map[string]bool{"runtime": true}
	for _, name := range files {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return nil, err
		}
		for _, spec := range f.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return nil, err
			}
			set[path] = true
		}
	}
	return slices.Sorted(maps.Keys(set)), nil
}

// command runs a program and returns what it prints.
func command(dir, name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("%s %s: %w\n%s", filepath.Base(name), args[0], err, stderr.String())
	}
	return stdout.String(), nil
}

// release is the Go release that the rules pass on.
var release = strings.TrimPrefix(runtime.Version(), "go")
