package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestTable checks that ratios are of the runs of one round: the first tool's
// second round, on a busy machine, must not make the second tool look fast.
func TestTable(t *testing.T) {
	s := time.Second
	got := table("cold", []string{"a", "b"}, [][]cost{
		{{cpu: 1 * s, wall: 2 * s, memory: 1e6}, {cpu: 2 * s, wall: 2 * s, memory: 3e6}},
		{{cpu: 10 * s, wall: 20 * s, memory: 1e6}, {cpu: 20 * s, wall: 20 * s, memory: 3e6}},
		{{cpu: 2 * s, wall: 4 * s, memory: 1e6}, {cpu: 4 * s, wall: 4 * s, memory: 3e6}},
	})
	want := "| `b` | 4.00 s | 2.00 | 4.00 s | 1.00 | 3 MB |\n"
	if !strings.HasSuffix(got, want) {
		t.Errorf("table =\n%s\nwant at its end\n%s", got, want)
	}
}

// TestEdited checks that a file is as before in the end.
func TestEdited(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.go")
	const before = "package a\n"
	if err := os.WriteFile(file, []byte(before), 0o666); err != nil {
		t.Fatal(err)
	}
	err := edited(file, func() error {
		during, err := os.ReadFile(file)
		if string(during) == before {
			t.Error("nothing is edited")
		}
		return err
	})
	after, _ := os.ReadFile(file)
	if err != nil || string(after) != before {
		t.Errorf("the file is %q afterwards, %v", after, err)
	}
}

// TestCommand checks that a command's failure is told from its findings.
func TestCommand(t *testing.T) {
	m := measuring{dir: t.TempDir()}
	if c, err := m.command(t.TempDir(), "go vet ./..."); err != nil || c.wall <= 0 {
		t.Errorf("a command that ends with a status: %v, %v", c, err)
	}
	if _, err := m.command(t.TempDir(), "no-such-program"); err == nil {
		t.Error("a command that does not exist is no error")
	}
}
