package fix

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/connlint/connlint/internal/fixtures"
)

// TestFixFixtures applies all fixes on all fixtures of the rules: what comes of
// it builds, there is nothing more to fix, and nothing is found that was not
// found before. One thing is: a client that a handler makes for each request is
// reported as leaked as long as it is, and as made for each request afterwards.
//
// A body that a fix closes may then be one that is closed unread, so the fixes of
// bodydrain are applied in a run of their own.
func TestFixFixtures(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and analyses programs")
	}
	exe := filepath.Join(t.TempDir(), "connlint")
	if out, err := exec.Command("go", "build", "-o", exe, "../../cmd/connlint").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	ways := [][]string{{"-drain=never"}, {"-rules=bodydrain", "-drain=always"}}
	if os.Getenv("CI") != "" {
		ways = append(ways, []string{"-drain=never", "-errcheck"}) // as long again
	}
	for _, flags := range ways {
		dir := t.TempDir()
		if err := fixtures.WriteModule(dir, filepath.Join("..", "..", "testdata", "src")); err != nil {
			t.Fatal(err)
		}
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
