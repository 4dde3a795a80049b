package vettool

import (
	"encoding/gob"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/connlint/connlint/analyzers"
)

// extremes are shapes of code that nobody writes and generators do. Each is of a
// size, and must cost in proportion to it.
var extremes = []struct {
	name string
	size int
	body func(n int) string
}{
	{"lines of a function", 20_000, func(n int) string {
		return function("long(u string)", acquire, strings.Repeat("\tuse(u)\n", n), release)
	}},
	{"branches of a function", 5_000, func(n int) string {
		return function("branchy(u string)", acquire, strings.Repeat("\tif u == \"\" {\n\t\tuse(u)\n\t}\n", n), release)
	}},
	{"acquisitions of a function", 5_000, func(n int) string {
		return function("many(u string)", strings.Repeat("\tif resp, err := http.Get(u); err == nil {\n\t\tresp.Body.Close()\n\t}\n", n))
	}},
	{"leaks of a function", 5_000, func(n int) string {
		return function("leaky(u string)", strings.Repeat("\tif resp, err := http.Get(u); err == nil {\n\t\tuse(resp.Status)\n\t}\n", n))
	}},
	{"functions in a chain", 10_000, func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "func f%d(r *http.Response) { f%d(r) }\n", i, i+1)
		}
		fmt.Fprintf(&b, "func f%d(r *http.Response) { r.Body.Close() }\n", n)
		return b.String() + function("first(u string)", acquire, "\tf0(resp)\n")
	}},
	{"functions in a cycle", 2_000, func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "func f%d(r *http.Response, n int) {\n\tif n == 0 {\n\t\tr.Body.Close()\n\t\treturn\n\t}\n\tf%d(r, n-1)\n}\n", i, (i+1)%n)
		}
		return b.String() + function("first(u string)", acquire, "\tf0(resp, 3)\n")
	}},
	{"cases of an interpreter", 1_000, func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "\t\tcase %d:\n\t\t\tv, w = step(w, v)\n", i)
		}
		return "func step(v, w any) (any, any) { return w, v }\n" +
			function("interpret(u string)", acquire, "\tvar v, w any = resp.Body, nil\n\tfor i := range u {\n\t\tswitch i {\n", b.String(), "\t\t}\n\t}\n", release)
	}},
}

const (
	acquire = "\tresp, err := http.Get(u)\n\tif err != nil {\n\t\treturn\n\t}\n"
	release = "\tresp.Body.Close()\n"
)

func function(signature string, statements ...string) string {
	return "func " + signature + " {\n" + strings.Join(statements, "") + "}\n"
}

// TestExtremes checks that the analysis of extreme code ends, at a tenth of the
// size; the benchmarks below have it whole.
func TestExtremes(t *testing.T) {
	if testing.Short() {
		t.Skip("analyses long functions")
	}
	for _, x := range extremes {
		t.Run(x.name, func(t *testing.T) { extreme(t, x.body(x.size/10))() })
	}
}

// BenchmarkExtremes compares sizes: cost grows in proportion if the last figure
// is about twice the one before.
func BenchmarkExtremes(b *testing.B) {
	for _, x := range extremes {
		for _, n := range []int{x.size / 4, x.size / 2, x.size} {
			analyse := extreme(b, x.body(n))
			b.Run(fmt.Sprintf("%d %s", n, x.name), func(b *testing.B) {
				for b.Loop() {
					analyse()
				}
			})
		}
	}
}

// extreme returns a function that analyses a package of some declarations.
func extreme(t testing.TB, declarations string) func() {
	t.Helper()
	dir := t.TempDir()
	source := filepath.Join(dir, "a.go")
	text := "package a\n\nimport \"net/http\"\n\nvar used string\n\nfunc use(s string) { used = s }\n\n" + declarations
	if err := os.WriteFile(source, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	export, err := exec.Command("go", "list", "-export", "-f", "{{.Export}}", "net/http").Output()
	if err != nil {
		t.Fatal(err)
	}
	cfg, err := json.Marshal(unitchecker.Config{
		ID:          "example.com/a",
		ImportPath:  "example.com/a",
		GoFiles:     []string{source},
		GoVersion:   "go1.26",
		ImportMap:   map[string]string{"net/http": "net/http"},
		PackageFile: map[string]string{"net/http": strings.TrimSpace(string(export))},
		VetxOutput:  filepath.Join(dir, "vetx"),
		Stdout:      filepath.Join(dir, "stdout"),
	})
	if err != nil {
		t.Fatal(err)
	}
	unit := filepath.Join(dir, "vet.cfg")
	if err := os.WriteFile(unit, cfg, 0o666); err != nil {
		t.Fatal(err)
	}
	suite := analyzers.All()
	for _, f := range factTypes(suite) {
		gob.Register(f)
	}
	return func() {
		if err := run(unit, suite); err != nil {
			t.Fatal(err)
		}
	}
}
