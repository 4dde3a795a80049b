package verify

import (
	"flag"
	"fmt"
	"go/format"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/connlint/connlint/passes/resource"
)

var update = flag.Bool("update", false, "rewrite deps.go and testdata/signatures.txt")

const signatures = "testdata/signatures.txt"

// models returns the lines that can be checked, in order.
func models() []*resource.Model {
	var ms []*resource.Model
	for m := range resource.Builtin().All() {
		if m.Verified != "" {
			ms = append(ms, m)
		}
	}
	return ms
}

// paths returns the packages that the lines name.
func paths() []string {
	var ps []string
	for _, m := range models() {
		ps = append(ps, m.Sym.Package)
	}
	slices.Sort(ps)
	return slices.Compact(ps)
}

type loaded struct {
	pkgs     Packages
	versions map[string]string
}

// check checks a model against its package.
func (l loaded) check(m *resource.Model) ([]string, error) {
	pkg := l.pkgs[m.Sym.Package]
	if pkg == nil {
		return nil, fmt.Errorf("package %s is not loaded", m.Sym.Package)
	}
	return m.Check(pkg)
}

var load = sync.OnceValues(func() (loaded, error) {
	pkgs, versions, err := Load(paths())
	return loaded{pkgs, versions}, err
})

func mustLoad(t *testing.T) loaded {
	t.Helper()
	if testing.Short() {
		t.Skip("loads a few thousand packages")
	}
	l, err := load()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// TestDeps keeps deps.go the list of packages that go mod tidy has to see.
func TestDeps(t *testing.T) {
	var b strings.Builder
	b.WriteString("//go:build deps\n\n// The packages that the catalogue describes. Written by go test -update.\n\npackage verify\n\nimport (\n")
	for _, p := range paths() {
		host, _, _ := strings.Cut(p, "/")
		if strings.Contains(host, ".") && !strings.Contains(p, "/internal/") {
			fmt.Fprintf(&b, "\t_ %q\n", p)
		}
	}
	b.WriteString(")\n")
	want, err := format.Source([]byte(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	compare(t, "deps.go", string(want))
}

// TestCatalogue checks every line, and that what the types are has not changed.
func TestCatalogue(t *testing.T) {
	l := mustLoad(t)
	var lines []string
	for _, m := range models() {
		got, err := l.check(m)
		if err != nil {
			t.Errorf("%s:%d: %s: %v", m.File, m.Line, m.Symbol, err)
		}
		lines = append(lines, got...)
	}
	if !t.Failed() {
		slices.Sort(lines)
		compare(t, signatures, strings.Join(lines, "\n")+"\n")
	}
}

// TestVersions checks that the module lines say which version was checked.
func TestVersions(t *testing.T) {
	l := mustLoad(t)
	seen := make(map[string]bool)
	for _, m := range models() {
		if m.Module == "std" || seen[m.Module+m.File] {
			continue
		}
		seen[m.Module+m.File] = true
		if got := l.versions[m.Module]; got != m.Verified {
			t.Errorf("%s: module %s %s, but go.mod has %q", m.File, m.Module, m.Verified, got)
		}
		if !strings.HasPrefix(m.Sym.Package+"/", m.Module+"/") {
			t.Errorf("%s:%d: %s is not of module %s", m.File, m.Line, m.Symbol, m.Module)
		}
	}
}

// TestUnverified lists what could not be checked, and why.
func TestUnverified(t *testing.T) {
	lines := make(map[string]int)
	for m := range resource.Builtin().All() {
		if m.Verified == "" {
			if m.Unverified == "" {
				t.Errorf("%s:%d: %s: neither a version nor a reason", m.File, m.Line, m.Symbol)
			}
			lines[m.Module+": "+m.Unverified]++
		}
	}
	for _, module := range slices.Sorted(maps.Keys(lines)) {
		t.Logf("%s (%d lines)", module, lines[module])
	}
}

func compare(t *testing.T, file, want string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) == want {
		return
	}
	have := strings.Split(string(got), "\n")
	need := strings.Split(want, "\n")
	for _, line := range need {
		if !slices.Contains(have, line) {
			t.Errorf("%s lacks\n\t%s", file, line)
		}
	}
	for _, line := range have {
		if !slices.Contains(need, line) {
			t.Errorf("%s has, but should not have,\n\t%s", file, line)
		}
	}
	t.Errorf("%s is stale: go test . -update", file)
}
