package agreement

import (
	"encoding/json"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/connlint/connlint/internal/fixtures"
)

// A module is one to compare the drivers on.
type module struct {
	name     string
	packages string
	least    int // findings, so that there is something to compare
	dir      func(t *testing.T) string
}

var modules = []module{
	{"demo", "./...", 4, func(t *testing.T) string {
		dir, err := filepath.Abs(filepath.Join("..", "..", "testdata", "demo"))
		if err != nil {
			t.Fatal(err)
		}
		return dir
	}},
	{"fixtures", "./...", 500, func(t *testing.T) string {
		dir := t.TempDir()
		if err := fixtures.WriteModule(dir, filepath.Join("..", "..", "testdata", "src")); err != nil {
			t.Fatal(err)
		}
		// nogo is not shown files that use cgo.
		if err := os.RemoveAll(filepath.Join(dir, "bodyleak", "cgofile")); err != nil {
			t.Fatal(err)
		}
		return dir
	}},
	public("golang.org/x/oauth2@v0.36.0", "h1:peZ/1z27fi9hUOFCAZaHyrpWG5lwe0RJEEEeH0ThlIs=", "./...", 1),
	public("golang.org/x/crypto@v0.58.0", "h1:COkYLr4k7nDI4r6QtMML2AfzeIswWHAJthLS6K/M/54=", "./acme/...", 3),
}

// public returns a module of the module proxy, in a directory of its own.
func public(version, sum, packages string, least int) module {
	name, _, _ := strings.Cut(version, "@")
	return module{path.Base(name), packages, least, func(t *testing.T) string {
		dir := t.TempDir()
		var m struct{ Dir, Sum string }
		if err := json.Unmarshal([]byte(run(t, dir, "go", "mod", "download", "-json", version)), &m); err != nil {
			t.Fatal(err)
		}
		if m.Sum != sum {
			t.Fatalf("%s has the checksum %s", version, m.Sum)
		}
		if err := os.CopyFS(dir, os.DirFS(m.Dir)); err != nil {
			t.Fatal(err)
		}
		return dir
	}}
}
