package vettool_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/connlint/connlint/internal/fixtures"
)

// TestDeterminism checks that ten runs, on one processor and on two, write the
// same bytes in each format. Each is a run of another tool, as far as the go
// command can see, so that it replays nothing.
func TestDeterminism(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a program and analyses a module ten times")
	}
	dir := t.TempDir()
	module := filepath.Join(dir, "module")
	if err := fixtures.WriteModule(module, "../../testdata/src"); err != nil {
		t.Fatal(err)
	}
	tool := filepath.Join(dir, "connlint")
	command(t, ".", "go", "build", "-o", tool, "../../cmd/connlint")
	program, err := os.ReadFile(tool)
	if err != nil {
		t.Fatal(err)
	}
	_, sum, ok := strings.Cut(strings.TrimSpace(string(command(t, dir, tool, "-V=full"))), "buildID=")
	if !ok || !bytes.Contains(program, []byte(sum)) {
		t.Fatalf("%q is not from the build ID", sum)
	}
	formats := []string{"text", "json", "sarif", "checkstyle"}
	var outputs []string
	for _, f := range formats {
		outputs = append(outputs, f+"="+filepath.Join(dir, f))
	}
	var ids []string
	var first [][]byte
	for n := range 10 {
		// The build ID is not run, but is what the go command knows the tool by.
		other := fmt.Sprintf("%02d%s", n, sum[2:])
		if err := os.WriteFile(tool, bytes.ReplaceAll(program, []byte(sum), []byte(other)), 0o777); err != nil {
			t.Fatal(err)
		}
		id := string(command(t, dir, tool, "-V=full"))
		if slices.Contains(ids, id) {
			t.Fatalf("run %d is not one of another tool: %s", n, id)
		}
		ids = append(ids, id)
		cmd := exec.Command(tool, "-format="+strings.Join(outputs, ","), "./bodyleak/closures/...", "./deferloop/...", "./fieldleak/...")
		cmd.Dir = module
		cmd.Env = append(cmd.Environ(), fmt.Sprint("GOMAXPROCS=", 1+n%2))
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		if exit, ok := errors.AsType[*exec.ExitError](cmd.Run()); !ok || exit.ExitCode() != 1 {
			t.Fatalf("%v does not end with status 1:\n%s", cmd, stderr.Bytes())
		}
		var all [][]byte
		for _, f := range formats {
			text, err := os.ReadFile(filepath.Join(dir, f))
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, text)
		}
		if first == nil {
			first = all
			if n := bytes.Count(first[0], []byte("\n")); n < 100 {
				t.Fatalf("%d lines are too few to compare", n)
			}
		}
		for i, f := range formats {
			if !bytes.Equal(all[i], first[i]) {
				t.Errorf("run %d writes another %s than the first one", n, f)
			}
		}
	}
}
