package main_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
	"golang.org/x/mod/module"
	modzip "golang.org/x/mod/zip"
	"golang.org/x/tools/txtar"
)

// TestRecipes runs recipes for CI on a branch that adds a leak to one that was
// there. They install connlint from a module proxy, as their users do: here one
// of files, with this work tree as its only version of connlint.
func TestRecipes(t *testing.T) {
	if os.Getenv("CI") == "" {
		t.Skip("builds connlint and its dependencies anew; set CI to run it")
	}
	for _, program := range []string{"bash", "git"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skip(err)
		}
	}
	r := newRunner(t)
	t.Run("GitHub", r.testAction)
	t.Run("GitLab", r.testGitLab)
}

// testAction runs the shell steps of action.yml, in the way that GitHub does.
func (r *runner) testAction(t *testing.T) {
	var action struct {
		Inputs map[string]struct{ Default string }
		Runs   struct{ Steps []actionStep }
	}
	text, err := os.ReadFile("../../action.yml")
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(text, &action); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name   string
		inputs map[string]string
		status int
		want   []string // beginnings of annotations
		sarif  bool
	}{
		{name: "all", status: 1, want: []string{"::error file=new.go,line=5,", "::error file=old.go,line=5,"}},
		{name: "new", status: 1, inputs: map[string]string{"new-from": "main", "sarif": "true"},
			want: []string{"::error file=new.go,line=5,"}, sarif: true},
		{name: "flags and packages", inputs: map[string]string{"flags": "-fail-on=none -tests", "packages": "./sub"},
			want: []string{"::error file=sub/sub_test.go,line=5,"}},
		{name: "directory", inputs: map[string]string{"working-directory": "sub"}, status: 0},
		{name: "no such revision", inputs: map[string]string{"new-from": "origin/main"}, status: 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			temp := t.TempDir()
			output := filepath.Join(temp, "output")
			fill := func(s string) string {
				return regexp.MustCompile(`\$\{\{ inputs\.([a-z-]+) \}\}`).ReplaceAllStringFunc(s, func(m string) string {
					name := strings.Fields(m)[1][len("inputs."):]
					if v, ok := tt.inputs[name]; ok {
						return v
					}
					return action.Inputs[name].Default
				})
			}
			var log string
			status := 0
			for _, s := range action.Runs.Steps {
				if s.Run == "" {
					continue // another action
				}
				if strings.Contains(s.Run, "${{") {
					t.Errorf("%s: an input in the text of a script can be any command", s.Name)
				}
				env := []string{"RUNNER_TEMP=" + temp, "GITHUB_OUTPUT=" + output}
				for k, v := range s.Env {
					env = append(env, k+"="+fill(v))
				}
				var out string
				if out, status = r.run(t, fill(s.Dir), s.Run, env...); status != 0 && s.Name != "Check" {
					t.Fatalf("%s: status %d\n%s", s.Name, status, out)
				}
				log = out
			}
			if status != tt.status {
				t.Errorf("status %d, want %d\n%s", status, tt.status, log)
			}
			var got []string
			for line := range strings.Lines(log) {
				if strings.HasPrefix(line, "::error file=") {
					got = append(got, line)
				}
			}
			if len(got) != len(tt.want) {
				t.Fatalf("annotations %q, want %q\n%s", got, tt.want, log)
			}
			for i, want := range tt.want {
				if !strings.HasPrefix(got[i], want) {
					t.Errorf("annotation %q, want %q", got[i], want)
				}
			}
			if _, err := os.Stat(filepath.Join(temp, "connlint.sarif")); (err == nil) != tt.sarif {
				t.Errorf("SARIF: %v", err)
			}
			if set, _ := os.ReadFile(output); !regexp.MustCompile(`^cache=/.+\nversion=go1\.\d+`).Match(set) {
				t.Errorf("outputs:\n%s", set)
			}
		})
	}
}

type actionStep struct {
	Name, Run string
	Dir       string `yaml:"working-directory"`
	Env       map[string]string
}

// testGitLab runs the script of the job in docs/ci.md, for a merge request.
func (r *runner) testGitLab(t *testing.T) {
	text, err := os.ReadFile("../../docs/ci.md")
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ = bytes.Cut(text, []byte("\n## GitLab\n\n```yaml\n"))
	text, _, _ = bytes.Cut(text, []byte("```\n"))
	var file struct {
		Connlint struct {
			Script    []string
			Artifacts struct{ Reports map[string]string }
		}
	}
	if err := yaml.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	out, status := r.run(t, "", strings.Join(file.Connlint.Script, "\n"), "CI_MERGE_REQUEST_DIFF_BASE_SHA=main")
	if status != 1 || !strings.Contains(out, "new.go:5:") || strings.Contains(out, "old.go:5:") {
		t.Errorf("status %d\n%s", status, out)
	}
	if len(file.Connlint.Artifacts.Reports) != 2 {
		t.Errorf("reports: %q", file.Connlint.Artifacts.Reports)
	}
	for kind, name := range file.Connlint.Artifacts.Reports {
		if report, err := os.ReadFile(filepath.Join(r.dir, name)); err != nil || !bytes.Contains(report, []byte("new.go")) {
			t.Errorf("%s report: %v\n%s", kind, err, report)
		}
	}
}

// A runner has a checkout of a branch of a small module.
type runner struct {
	dir string
	env []string
}

const checkout = `
-- go.mod --
module example.com/service

go 1.26.0
-- old.go --
package service

import "net/http"

func old(url string) { http.Get(url) }
-- sub/sub.go --
package sub
-- sub/sub_test.go --
package sub

import "net/http"

func get(url string) { http.Get(url) }
`

const branch = `
-- new.go --
package service

import "net/http"

func added(url string) { http.Get(url) }
`

func newRunner(t *testing.T) *runner {
	bin := t.TempDir()
	r := &runner{dir: t.TempDir(), env: append(os.Environ(),
		"GOPROXY="+proxy(t), "GONOSUMDB=*", "GOSUMDB=off", "GOTOOLCHAIN=local", "GOWORK=",
		"GOFLAGS=-modcacherw -trimpath", // to delete the cache, and to have its builds cached
		"GOMODCACHE="+t.TempDir(), "GOBIN="+bin, "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"),
		"GIT_CONFIG_NOSYSTEM=1", "GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.com", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.com",
	)}
	for _, step := range []struct{ files, script string }{
		{checkout, "git init -q -b main && git add . && git commit -qm main"},
		{branch, "git checkout -qb branch && git add . && git commit -qm branch"},
	} {
		extract(t, r.dir, step.files)
		if out, status := r.run(t, "", step.script); status != 0 {
			t.Fatalf("git: status %d\n%s", status, out)
		}
	}
	return r
}

func extract(t *testing.T, dir, archive string) {
	files, err := txtar.FS(txtar.Parse([]byte(archive)))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(dir, files); err != nil {
		t.Fatal(err)
	}
}

// run runs a script in a folder of the checkout, with the options that GitHub
// gives bash, and returns what it prints and its status.
func (r *runner) run(t *testing.T, dir, script string, env ...string) (string, int) {
	t.Helper()
	cmd := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script)
	cmd.Dir, cmd.Env = filepath.Join(r.dir, dir), append(r.env, env...)
	out, err := cmd.CombinedOutput()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return string(out), cmd.ProcessState.ExitCode()
}

// proxy returns the address of a module proxy that has this work tree, and what
// the module cache has.
func proxy(t *testing.T) string {
	const path, version = "github.com/connlint/connlint", "v0.9.0"
	root := t.TempDir()
	dir := filepath.Join(root, filepath.FromSlash(path), "@v")
	if err := os.MkdirAll(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	mod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"list": version + "\n", version + ".mod": string(mod), version + ".info": fmt.Sprintf("{\"Version\": %q}", version),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	zip, err := os.Create(filepath.Join(dir, version+".zip"))
	if err != nil {
		t.Fatal(err)
	}
	err = modzip.CreateFromDir(zip, module.Version{Path: path, Version: version}, "../..")
	if err := errors.Join(err, zip.Close()); err != nil {
		t.Fatal(err)
	}
	cache, err := exec.Command("go", "env", "GOMODCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	return "file://" + root + ",file://" + strings.TrimSpace(string(cache)) + "/cache/download"
}
