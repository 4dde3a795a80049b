package main

import (
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestModule checks that a module builds, has its layers, and leaks as often as
// it says.
func TestModule(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and analyses packages")
	}
	dir := t.TempDir()
	leaks, err := (&generated{packages: 23, layers: 4, imports: 3, functions: 4}).write(dir)
	if err != nil {
		t.Fatal(err)
	}
	if leaks == 0 {
		t.Error("nothing leaks")
	}
	tool := filepath.Join(t.TempDir(), "connlint")
	if out, err := exec.Command("go", "build", "-o", tool, "../../cmd/connlint").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	cmd := exec.Command(tool, "-C", dir, "-rules=bodyleak", "-format=rdjsonl", "-fail-on=none", "./...")
	cmd.Env = append(os.Environ(), "GOWORK=off")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("connlint: %v\n%s", err, err.(*exec.ExitError).Stderr)
	}
	found := strings.Split(strings.TrimSpace(string(out)), "\n")
	if len(found) != leaks {
		t.Errorf("%d findings for %d leaks:\n%s", len(found), leaks, out)
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*", "*", "*.go"))
	if len(files) != 23 {
		t.Fatalf("%d files", len(files))
	}
	for _, file := range files {
		imports(t, dir, file)
	}
}

// imports checks that a package imports from the layer below, and from no other.
func imports(t *testing.T, dir, file string) {
	syntax, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	rel, _ := filepath.Rel(dir, file)
	own := int(rel[len("layer")] - '0')
	n := 0
	for _, imp := range syntax.Imports {
		_, layer, ok := strings.Cut(imp.Path.Value, modulePath+"/layer")
		if !ok {
			continue
		}
		n++
		if below := int(layer[0] - '0'); below != own-1 {
			t.Errorf("%s imports layer %d", rel, below)
		}
	}
	if own > 0 && n == 0 {
		t.Errorf("%s imports nothing of layer %d", rel, own-1)
	}
}
