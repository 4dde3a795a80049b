package changes

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// repo is a work tree in which the tests run.
type repo struct {
	t   *testing.T
	dir string
}

func newRepo(t *testing.T) *repo {
	t.Helper()
	for _, kind := range []string{"AUTHOR", "COMMITTER"} {
		t.Setenv("GIT_"+kind+"_NAME", "a")
		t.Setenv("GIT_"+kind+"_EMAIL", "a@example.com")
	}
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	r := &repo{t, t.TempDir()}
	t.Chdir(r.dir)
	r.git("init", "-q", "-b", "main")
	return r
}

func (r *repo) git(args ...string) {
	r.t.Helper()
	if out, err := exec.Command("git", args...).CombinedOutput(); err != nil {
		r.t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

func (r *repo) write(name string, lines ...string) {
	r.t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(strings.Join(lines, "\n")+"\n"), 0o666); err != nil {
		r.t.Fatal(err)
	}
}

func (r *repo) commit() { r.git("add", "-A"); r.git("commit", "-q", "-m", "x") }

func (r *repo) since(rev string) *Set {
	r.t.Helper()
	s, err := Since(r.t.Context(), rev)
	if err != nil {
		r.t.Fatal(err)
	}
	return s
}

func (r *repo) touches(s *Set, name string, want bool, lines ...int) {
	r.t.Helper()
	if got := s.Touches(filepath.Join(r.dir, name), lines...); got != want {
		r.t.Errorf("touches lines %v of %s: %v", lines, name, got)
	}
}

func TestTouches(t *testing.T) {
	r := newRepo(t)
	r.write("sub/a.go", "one", "two", "three", "four", "five", "six", "seven")
	r.write("staged.go", "one", "two")
	r.write("gone.go", "one")
	r.write("renamed.go", "one", "two", "three", "four", "five")
	r.write("same.go", "one")
	r.commit()
	r.git("checkout", "-q", "-b", "topic")
	// Main moves on, which is nobody's business on the branch.
	r.git("checkout", "-q", "main")
	r.write("same.go", "changed on main")
	r.commit()
	r.git("checkout", "-q", "topic")

	r.write("sub/a.go", "one", "two", "neu", "four", "seven") // three replaced, five and six deleted
	r.commit()
	r.write("staged.go", "one", "zwei")
	r.git("add", "staged.go")
	r.git("rm", "-q", "gone.go")
	r.git("mv", "renamed.go", "näme name.go")
	r.write("näme name.go", "one", "two", "three", "four", "fünf")
	r.write("untracked.go", "one")
	r.write("same.go", "one")

	s := r.since("main")
	r.touches(s, "sub/a.go", true, 3)
	r.touches(s, "sub/a.go", false, 2)
	r.touches(s, "sub/a.go", false, 1, 2)
	r.touches(s, "sub/a.go", true, 1, 3) // a step of the path
	r.touches(s, "sub/a.go", true, 4, 5) // what stood between is gone
	r.touches(s, "sub/a.go", false, 4)
	r.touches(s, "sub/a.go", false, 5)
	r.touches(s, "staged.go", true, 2)
	r.touches(s, "staged.go", false, 1)
	r.touches(s, "näme name.go", true, 5)
	r.touches(s, "näme name.go", false, 1, 2)
	r.touches(s, "untracked.go", true, 1)
	r.touches(s, "same.go", false, 1)
	if s.Touches("/elsewhere/a.go", 1) {
		t.Error("touches a file outside of the repository")
	}

	// The user's settings for diffs do not matter.
	for _, setting := range []string{"diff.noprefix=true", "diff.mnemonicPrefix=true", "color.ui=always", "diff.renames=false", "diff.context=9"} {
		key, value, _ := strings.Cut(setting, "=")
		r.git("config", key, value)
	}
	s = r.since("main")
	r.touches(s, "sub/a.go", true, 3)
	r.touches(s, "sub/a.go", false, 2)
	r.touches(s, "näme name.go", false, 1, 2)
}

func TestErrors(t *testing.T) {
	r := newRepo(t)
	r.write("a.go", "one")
	r.commit()
	r.git("checkout", "-q", "--orphan", "island")
	r.write("b.go", "one")
	r.commit()
	for _, test := range []struct{ rev, want string }{
		{"origin/nowhere", "this clone has no revision origin/nowhere; if it is a branch: git fetch origin nowhere:refs/remotes/origin/nowhere"},
		{"nowhere", "git fetch origin nowhere:"},
		{"-x", `"-x" is not a revision`},
		{"", `"" is not a revision`},
		{"main\n", `"main\n" is not a revision`},
		{"HEAD~9", "HEAD~9 is no commit of this clone"},
		{"HEAD:b.go", "HEAD:b.go is no commit of this clone"},
		{"main..island", "main..island is no commit of this clone"},
		{"main", "main and HEAD have no commit in common"},
	} {
		if _, err := Since(t.Context(), test.rev); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q: got error %v, want one with %s", test.rev, err, test.want)
		}
	}
	newRepo(t)
	if _, err := Since(t.Context(), "main"); err == nil || !strings.Contains(err.Error(), "HEAD is no commit; is there one yet?") {
		t.Errorf("in a new repository: %v", err)
	}
	t.Chdir(t.TempDir())
	if _, err := Since(t.Context(), "main"); err == nil || !strings.Contains(err.Error(), "-new-from needs a git work tree") {
		t.Errorf("outside of a repository: %v", err)
	}
}

func TestShallow(t *testing.T) {
	r := newRepo(t)
	r.write("a.go", "one", "two")
	r.commit()
	r.git("checkout", "-q", "-b", "topic")
	r.write("b.go", "one")
	r.commit()
	r.git("checkout", "-q", "main")
	r.write("a.go", "eins", "two")
	r.commit()

	clone := t.TempDir()
	r.git("clone", "-q", "--depth=1", "--no-single-branch", "file://"+r.dir, clone)
	t.Chdir(clone)
	r.git("checkout", "-q", "topic")
	_, err := Since(t.Context(), "origin/main")
	if err == nil || !strings.Contains(err.Error(), "is not in this shallow clone; run: git fetch --unshallow") {
		t.Errorf("got error %v", err)
	}
	if _, err := Since(t.Context(), "HEAD~5"); err == nil || !strings.Contains(err.Error(), "HEAD~5 is no commit of this shallow clone") {
		t.Errorf("got error %v", err)
	}
	r.git("fetch", "-q", "--unshallow")
	s := r.since("origin/main")
	if !s.Touches(filepath.Join(clone, "b.go"), 1) || s.Touches(filepath.Join(clone, "a.go"), 1) {
		t.Error("wrong lines after fetching")
	}
}

// TestDamagedDiff checks that what cannot be the output of git diff is not taken
// for no changes.
func TestDamagedDiff(t *testing.T) {
	const head = "--- a/a.go\n+++ b/a.go\n"
	for name, text := range map[string]string{
		"no numbers":    head + "@@ -x +y @@\n+one\n",
		"numbers alone": head + "@@ -1 @@\n+one\n",
		"half a head":   "--- a/a.go\n@@ -1 +1 @@\n-one\n+two\n",
	} {
		s := &Set{files: make(map[string]*file)}
		if err := s.add(text); err == nil {
			t.Errorf("%s: no error; files %v", name, s.files)
		}
	}
}
