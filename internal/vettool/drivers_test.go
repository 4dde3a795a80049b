package vettool_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"testing"

	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/connlint/connlint/analyzers"
	"github.com/connlint/connlint/internal/vettool"
)

// TestMain makes the test binary a vet tool too: the suite under x/tools' driver,
// which saves no work.
func TestMain(m *testing.M) {
	if vettool.Asked(os.Args[1:]) {
		unitchecker.Main(analyzers.All()...)
	}
	os.Exit(m.Run())
}

// TestDriversAgree checks that what is left undone here is not missed: findings,
// with their paths and fixes, are those of x/tools' driver.
func TestDriversAgree(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a program and analyses modules twice")
	}
	dir := t.TempDir()
	ours := filepath.Join(dir, "connlint")
	generated := filepath.Join(dir, "generated")
	command(t, ".", "go", "build", "-o", ours, "../../cmd/connlint")
	command(t, ".", "go", "run", "../genmodule", "-packages", "30", "-layers", "5", generated)
	theirs, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ name, module, pattern string }{
		{"demo", "../../testdata/demo", "./..."},
		{"generated", generated, "./..."},
		{"top layer", generated, "./layer4/..."},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, want := findings(t, ours, test.module, test.pattern), findings(t, theirs, test.module, test.pattern)
			if len(want) == 0 {
				t.Fatal("nothing is found, so nothing is compared")
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("connlint finds\n%s\nunder x/tools' driver it finds\n%s", indent(got), indent(want))
			}
		})
	}
}

// findings returns what go vet prints for a module, by package and analyzer.
func findings(t *testing.T, tool, module, pattern string) map[string]map[string]any {
	t.Helper()
	all := make(map[string]map[string]any)
	d := json.NewDecoder(bytes.NewReader(command(t, module, "go", "vet", "-vettool="+tool, "-json", pattern)))
	for {
		var unit map[string]map[string]any
		if err := d.Decode(&unit); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		for pkg, found := range unit {
			all[pkg] = found
		}
	}
}

// command runs a command in a directory and returns its standard output.
func command(t *testing.T, dir, name string, args ...string) []byte {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", cmd, err, stderr.Bytes())
	}
	return out
}

func indent(v any) []byte {
	text, _ := json.MarshalIndent(v, "", "  ")
	return text
}
