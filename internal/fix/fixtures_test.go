package fix

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestFixFixtures applies all fixes on all fixtures of the rules: what comes of
// it builds, there is nothing more to fix, and nothing is found that was not
// found before. One thing is: a client that a handler makes for each request is
// reported as leaked as long as it is, and as made for each request afterwards.
func TestFixFixtures(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and analyses programs")
	}
	exe := filepath.Join(t.TempDir(), "connlint")
	if out, err := exec.Command("go", "build", "-o", exe, "../../cmd/connlint").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	ways := [][]string{nil}
	if os.Getenv("CI") != "" {
		ways = append(ways, []string{"-errcheck"}) // as long again
	}
	for _, flags := range ways {
		dir := t.TempDir()
		fixtureModule(t, dir, filepath.Join("..", "..", "testdata", "src"))
		run := func(name string, args ...string) string {
			t.Helper()
			cmd := exec.Command(name, args...)
			cmd.Dir = dir
			cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=vendor")
			out, err := cmd.CombinedOutput()
			if err != nil {
				t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
			}
			return string(out)
		}
		connlint := func(args ...string) string {
			t.Helper()
			return run(exe, slices.Concat(flags, []string{"-fail-on=none"}, args, []string{"./..."})...)
		}
		unformatted := run("gofmt", "-l", ".")
		run(exe, slices.Concat([]string{"baseline"}, flags, []string{"-write=before.json", "./..."})...)
		said := connlint("-fix")
		fixed := regexp.MustCompile(`, \d+ fixed\n$`).FindString(said)
		if fixed == "" {
			t.Fatalf("nothing was fixed; the last line is %q", last(said))
		}
		t.Logf("flags %v%s", flags, fixed)
		run("go", "build", "./...")
		if out := run("gofmt", "-l", "."); out != unformatted {
			t.Errorf("flags %v: not formatted: %s", flags, out)
		}
		connlint("-baseline=before.json", "-format=json=after.json")
		leaked, now := findings(t, filepath.Join(dir, "before.json")), findings(t, filepath.Join(dir, "after.json"))
		for f, file := range now {
			was := f
			was.Rule = "clientleak"
			if _, ok := leaked[was]; !ok || f.Rule != "clientchurn" {
				t.Errorf("flags %v: found after fixing and not before: %s in %s, %s", flags, f.Rule, f.Function, file)
			}
		}
		if said := connlint("-fix"); strings.Contains(said, "fixed") {
			t.Errorf("flags %v: there was more to fix: %s", flags, last(said))
		}
	}
}

// found is what a finding has in a baseline and in a report alike.
type found struct{ Rule, Package, Function string }

// findings reads a baseline, or a report in JSON.
func findings(t *testing.T, name string) map[found]string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var v struct {
		Findings []struct {
			found
			File string
		}
	}
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatal(err)
	}
	all := make(map[found]string)
	for _, f := range v.Findings {
		all[f.found] = f.File
	}
	return all
}

func last(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return lines[len(lines)-1]
}

// fixtureModule makes a module of the fixtures: those of the rules are its
// packages, and the stubs of third-party packages are vendored.
func fixtureModule(t *testing.T, dir, src string) {
	t.Helper()
	entries, err := os.ReadDir(src)
	if err != nil {
		t.Fatal(err)
	}
	var own []string
	modules := make(map[string][]string) // packages by vendored module
	for _, e := range entries {
		if !strings.Contains(e.Name(), ".") {
			own = append(own, e.Name())
		}
	}
	ownImport := regexp.MustCompile(`"((?:` + strings.Join(own, "|") + `)/[^"]*)"`)
	err = filepath.WalkDir(src, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") {
			return err
		}
		rel, err := filepath.Rel(src, name)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		first, _, _ := strings.Cut(rel, "/")
		to := filepath.Join(dir, rel)
		if strings.Contains(first, ".") {
			to = filepath.Join(dir, "vendor", rel)
			pkg := path.Dir(rel)
			mod, _ := vendoredModule(pkg)
			if !slices.Contains(modules[mod], pkg) {
				modules[mod] = append(modules[mod], pkg)
			}
		}
		if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
			return err
		}
		return os.WriteFile(to, ownImport.ReplaceAll(text, []byte(`"example.com/fixtures/$1"`)), 0o666)
	})
	if err != nil {
		t.Fatal(err)
	}
	mod, list := "module example.com/fixtures\n\ngo 1.26\n\n", ""
	for _, name := range slices.Sorted(maps.Keys(modules)) {
		_, version := vendoredModule(name)
		mod += fmt.Sprintf("require %s %s\n", name, version)
		list += fmt.Sprintf("# %s %s\n## explicit; go 1.26\n%s\n", name, version, strings.Join(modules[name], "\n"))
	}
	for name, text := range map[string]string{"go.mod": mod, "vendor/modules.txt": list} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

var majorVersion = regexp.MustCompile(`/(v[2-9][0-9]*)(/|$)`)

// vendoredModule returns a module that may have a package, and a version that
// goes with its path.
func vendoredModule(pkg string) (mod, version string) {
	if m := majorVersion.FindStringSubmatchIndex(pkg); m != nil {
		return pkg[:m[3]], pkg[m[2]:m[3]] + ".0.0"
	}
	return pkg, "v0.0.0"
}
