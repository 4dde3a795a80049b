package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

// A tree is the source of one commit, checked out.
type tree struct {
	root string
	setup
}

// A scratch makes trees from local clones.
type scratch struct {
	clones string // directory of clones, named owner+name
	dir    string // where worktrees are added
}

// checkout returns the tree of a commit, made on first use.
func (s scratch) checkout(repo, commit string, how setup) (tree, error) {
	t := tree{setup: how}
	version, isModule := strings.CutPrefix(commit, "module ")
	name := strings.ReplaceAll(repo, "/", "+")
	dir, err := filepath.Abs(s.dir)
	if err != nil {
		return t, err
	}
	t.root = filepath.Join(dir, name+"@"+fmt.Sprintf("%.12s", version))
	if _, err := os.Stat(t.root); err == nil {
		return t, nil
	}
	if isModule {
		if host, _, _ := strings.Cut(repo, "/"); !strings.Contains(host, ".") {
			repo = "github.com/" + repo
		}
		err = copyModule(repo+"@"+version, t.root)
	} else {
		err = addWorktree(filepath.Join(s.clones, name), t.root, commit)
	}
	if err != nil {
		return t, err
	}
	return t, t.raise()
}

// addWorktree checks out a commit of a clone. Files whose content the clone
// lacks (some mirrors leave out what is large) are left out.
func addWorktree(clone, to, commit string) error {
	err := output(clone, nil, nil, "git", "worktree", "add", "--force", "--detach", "--no-checkout", to, commit)
	if err != nil {
		return err
	}
	if err := output(to, nil, nil, "git", "read-tree", "HEAD"); err != nil {
		return err
	}
	_ = output(to, nil, nil, "git", "checkout-index", "--all", "--force")
	return nil
}

// raise changes go.mod as the setup asks.
func (t tree) raise() error {
	for _, change := range t.require {
		option := "-require=" + change
		if strings.Contains(change, "=") {
			option = "-replace=" + change
		}
		if err := output(t.root, nil, nil, "go", "mod", "edit", option, t.gomod); err != nil {
			return err
		}
	}
	return nil
}

// environ is the environment of every go command in a module of the tree. A
// vendored module is built from what it vendors: its dependencies may be gone
// from everywhere else.
func (t tree) environ(module string) []string {
	mod := "-mod=mod"
	if _, err := os.Stat(filepath.Join(module, "vendor", "modules.txt")); err == nil {
		mod = "-mod=vendor"
	}
	flags := strings.Join(append([]string{mod}, t.flags...), " ")
	env := append(os.Environ(), "GOFLAGS="+flags, "GOWORK=off", "GOTOOLCHAIN=local")
	return append(env, t.env...)
}

// module returns the directory of the module that a package belongs to.
func (t tree) module(pkg string) string {
	dir := filepath.Join(t.root, pkg)
	for dir != t.root {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		dir = filepath.Dir(dir)
	}
	return t.root
}

var suppression = regexp.MustCompile(`(//\s*)nolint`)

// unsuppress makes the suppressing comments of a package ineffective, without
// moving anything.
func (t tree) unsuppress(pkg string) error {
	files, err := filepath.Glob(filepath.Join(t.root, pkg, "*.go"))
	if err != nil {
		return err
	}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if suppression.Match(src) {
			if err := os.WriteFile(file, suppression.ReplaceAll(src, []byte("${1}no-int")), 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}

// copyModule copies a module out of the module cache, which is read-only.
func copyModule(module, to string) error {
	var info struct{ Dir string }
	if err := output(os.TempDir(), nil, func(out []byte) error {
		return json.Unmarshal(out, &info)
	}, "go", "mod", "download", "-json", module); err != nil {
		return err
	}
	if err := os.CopyFS(to, os.DirFS(info.Dir)); err != nil {
		return err
	}
	return filepath.WalkDir(to, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			return os.Chmod(path, 0o755)
		}
		return os.Chmod(path, 0o644)
	})
}

// output runs a command in dir and gives its standard output to use, if any.
func output(dir string, env []string, use func([]byte) error, name string, args ...string) error {
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Env = dir, env
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("%s: %s %s: %v: %s", dir, name, strings.Join(args, " "), err, firstLine(stderr.String()))
	}
	if use == nil {
		return nil
	}
	return use(out)
}

func firstLine(s string) string {
	for _, line := range strings.Split(s, "\n") {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "go: downloading") && !strings.HasPrefix(line, "Preparing") {
			return line
		}
	}
	return ""
}
