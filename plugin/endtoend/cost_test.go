package main

import (
	"encoding/json"
	"flag"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

var costModule = flag.String("module", "golang.org/x/oauth2@v0.36.0", "the module that BenchmarkCost runs on")

// BenchmarkCost measures what a user of golangci-lint waits for: connlint with all
// its rules, and the four linters that people use for the same purpose, each with
// golangci-lint's cache empty (cold) and filled (warm). The go command's cache is
// filled in both cases.
//
//	go test -run=NONE -bench=Cost -benchtime=1x -count=5 [-module=PATH@VERSION]
func BenchmarkCost(b *testing.B) {
	dir := costDir(b)
	prepare := exec.Command("go", "list", "-export", "-deps", "./...")
	prepare.Dir = dir
	if out, err := prepare.CombinedOutput(); err != nil {
		b.Fatalf("go list: %v\n%s", err, out)
	}
	config, err := filepath.Abs("golangci.yml")
	if err != nil {
		b.Fatal(err)
	}
	for _, linters := range []string{"connlint", "bodyclose,sqlclosecheck,rowserrcheck,noctx"} {
		lint := func(b *testing.B, cache string) {
			b.Helper()
			cmd := exec.Command(golangci, "run", "--config="+config, "--enable-only="+linters, "--issues-exit-code=0", "./...")
			cmd.Dir = dir
			cmd.Env = append(cmd.Environ(), "GOLANGCI_LINT_CACHE="+cache)
			if out, err := cmd.CombinedOutput(); err != nil {
				b.Fatalf("golangci-lint: %v\n%s", err, out)
			}
			cpu := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
			b.ReportMetric(cpu.Seconds(), "cpu-s") // of the last run
		}
		b.Run(linters+"/cold", func(b *testing.B) {
			for b.Loop() {
				lint(b, b.TempDir())
			}
		})
		b.Run(linters+"/warm", func(b *testing.B) {
			cache := b.TempDir()
			lint(b, cache)
			for b.Loop() {
				lint(b, cache)
			}
		})
	}
}

// costDir copies the module out of the module cache, which is read-only.
func costDir(b *testing.B) string {
	out, err := exec.Command("go", "mod", "download", "-json", *costModule).Output()
	if err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	var m struct{ Dir string }
	if err := json.Unmarshal(out, &m); err != nil {
		b.Fatal(err)
	}
	dir := b.TempDir()
	if err := os.CopyFS(dir, os.DirFS(m.Dir)); err != nil {
		b.Fatal(err)
	}
	err = filepath.WalkDir(dir, func(name string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return os.Chmod(name, 0o755)
	})
	if err != nil {
		b.Fatal(err)
	}
	return dir
}
