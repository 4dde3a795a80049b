package main_test

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write what the commands print into the scripts")

// TestMain lets scripts run fixturelint, which is this test binary.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"fixturelint": fixturelint})
}

// TestScripts runs the transcripts in testdata/script. They run the real
// program as connlint, and one with rules that misbehave on demand as
// fixturelint.
func TestScripts(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and analyses programs")
	}
	bin := t.TempDir()
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join(root, "testdata", "script"),
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"exit": exit},
		Setup: func(env *testscript.Env) error {
			env.Setenv("PATH", bin+string(os.PathListSeparator)+env.Getenv("PATH"))
			env.Setenv("ROOT", root)
			env.Setenv("EXE", filepath.Join(bin, "connlint"))
			for _, v := range goEnv("GOCACHE", "GOMODCACHE", "GOROOT") {
				name, value, _ := strings.Cut(v, "=")
				env.Setenv(name, value)
			}
			for _, v := range []string{
				"GOPROXY=off", "GOTOOLCHAIN=local", "GOFLAGS=", "GONOSUMDB=*", "GOWORK=",
				"GIT_CONFIG_NOSYSTEM=1", "GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.com", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.com",
			} {
				name, value, _ := strings.Cut(v, "=")
				env.Setenv(name, value)
			}
			return nil
		},
	})
}

func goEnv(names ...string) []string {
	out, err := exec.Command("go", append([]string{"env"}, names...)...).Output()
	if err != nil {
		panic(err)
	}
	values := strings.Split(strings.TrimSpace(string(out)), "\n")
	for i, name := range names {
		values[i] = name + "=" + values[i]
	}
	return values
}

// exit is the script command “exit STATUS COMMAND...”: the command must end with
// just that status. The script language itself only knows success and failure,
// and to a CI job 1 and 2 are very different answers.
func exit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exit status command...")
	}
	got := "0"
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		e, ok := err.(*exec.ExitError)
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = fmt.Sprint(e.ExitCode())
	}
	if got != args[0] {
		ts.Fatalf("%s: exit status %s, want %s", strings.Join(args[1:], " "), got, args[0])
	}
}
