// Package changes knows which lines a branch has changed, from git.
package changes

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/sourcegraph/go-diff/diff"
)

// A Set holds the changed lines of files.
type Set struct {
	root  string // of the work tree, without symbolic links
	files map[string]*file
}

type file struct {
	all     bool   // the whole file is new
	changed []span // lines that were added or replaced
	deleted []int  // lines after which others were deleted
}

type span struct{ from, to int }

// Since returns what has changed since the branch left rev: its commits, what is
// staged, what is not, and files that git does not know yet.
func Since(ctx context.Context, rev string) (*Set, error) {
	root, err := git(ctx, "rev-parse", "--show-toplevel")
	if err != nil {
		return nil, fmt.Errorf("-new-from needs a git work tree: %w", err)
	}
	base, err := mergeBase(ctx, rev)
	if err != nil {
		return nil, err
	}
	s := &Set{root: resolve(root), files: make(map[string]*file)}
	text, err := git(ctx, "-C", root, "-c", "core.quotePath=false", "diff", "--unified=0", "--find-renames", "--no-color", "--no-ext-diff", "--no-textconv",
		"--src-prefix=a/", "--dst-prefix=b/", base, "--", "*.go")
	if err != nil {
		return nil, err
	}
	if err := s.add(text); err != nil {
		return nil, fmt.Errorf("reading the output of git diff: %w", err)
	}
	untracked, err := git(ctx, "-C", root, "ls-files", "-z", "--others", "--exclude-standard")
	if err != nil {
		return nil, err
	}
	for name := range strings.SplitSeq(untracked, "\x00") {
		s.files[name] = &file{all: true}
	}
	return s, nil
}

// mergeBase returns the commit at which HEAD left rev. Where a shallow clone
// lacks it, the error says what to fetch.
func mergeBase(ctx context.Context, rev string) (string, error) {
	if rev == "" || strings.HasPrefix(rev, "-") || strings.ContainsAny(rev, "\n\r") {
		return "", fmt.Errorf("-new-from: %q is not a revision", rev)
	}
	if _, err := git(ctx, "rev-parse", "--verify", "--quiet", "HEAD^{commit}"); err != nil {
		return "", errors.New("-new-from: HEAD is no commit; is there one yet?")
	}
	shallow, _ := git(ctx, "rev-parse", "--is-shallow-repository")
	if _, err := git(ctx, "rev-parse", "--verify", "--quiet", rev+"^{commit}"); err != nil {
		return "", missing(ctx, rev, shallow == "true")
	}
	base, err := git(ctx, "merge-base", rev, "HEAD")
	switch {
	case err == nil:
		return base, nil
	case shallow == "true":
		return "", fmt.Errorf("-new-from: the commit at which HEAD left %s is not in this shallow clone; run: git fetch --unshallow", rev)
	}
	return "", fmt.Errorf("-new-from: %s and HEAD have no commit in common", rev)
}

// missing says what can be done about a revision that the clone does not have.
func missing(ctx context.Context, rev string, shallow bool) error {
	if _, err := git(ctx, "check-ref-format", "--allow-onelevel", rev); err != nil {
		// Not the name of anything that could be fetched, such as HEAD~9.
		if shallow {
			return fmt.Errorf("-new-from: %s is no commit of this shallow clone; to have all: git fetch --unshallow", rev)
		}
		return fmt.Errorf("-new-from: %s is no commit of this clone", rev)
	}
	remote, branch, ok := strings.Cut(rev, "/")
	if !ok {
		remote, branch = "origin", rev
	}
	return fmt.Errorf("-new-from: this clone has no revision %s; if it is a branch: git fetch %s %s:refs/remotes/%s/%s", rev, remote, branch, remote, branch)
}

// git runs git, and returns what it prints without the last newline.
func git(ctx context.Context, args ...string) (string, error) {
	out, err := exec.CommandContext(ctx, "git", args...).Output()
	var exit *exec.ExitError
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return "", errors.New("there is no git command in PATH")
	case errors.As(err, &exit):
		message, _, _ := strings.Cut(strings.TrimSpace(string(exit.Stderr)), "\n")
		return "", fmt.Errorf("git %s: %s", command(args), strings.TrimPrefix(message, "fatal: "))
	case err != nil:
		return "", err
	}
	return strings.TrimSuffix(string(out), "\n"), nil
}

// command is the word among git's arguments that says what to do.
func command(args []string) string {
	for args[0] == "-C" || args[0] == "-c" {
		args = args[2:]
	}
	return args[0]
}

// add adds the hunks of a diff without context lines.
func (s *Set) add(text string) error {
	diffs, err := diff.ParseMultiFileDiff([]byte(text))
	if err != nil {
		return err
	}
	for _, d := range diffs {
		name, ok := strings.CutPrefix(d.NewName, "b/")
		if !ok {
			continue // deleted, or renamed without a change
		}
		f := &file{}
		for _, h := range d.Hunks {
			if h.NewLines == 0 {
				f.deleted = append(f.deleted, int(h.NewStartLine))
			} else {
				f.changed = append(f.changed, span{int(h.NewStartLine), int(h.NewStartLine + h.NewLines - 1)})
			}
		}
		s.files[name] = f
	}
	return nil
}

// Touches reports whether one of the lines of a file has changed, or something
// between the first and the last of them was deleted, such as the call that
// closed what is now open.
func (s *Set) Touches(name string, lines ...int) bool {
	rel, err := filepath.Rel(s.root, resolve(name))
	if err != nil || len(lines) == 0 {
		return false
	}
	f := s.files[filepath.ToSlash(rel)]
	if f == nil {
		return false
	}
	first, last := lines[0], lines[0]
	for _, n := range lines {
		first, last = min(first, n), max(last, n)
		for _, c := range f.changed {
			if c.from <= n && n <= c.to {
				return true
			}
		}
	}
	for _, n := range f.deleted {
		if first <= n && n < last {
			return true
		}
	}
	return f.all
}

// resolve follows symbolic links, so that two names of a file compare equal.
func resolve(name string) string {
	if real, err := filepath.EvalSymlinks(name); err == nil {
		return real
	}
	return name
}
