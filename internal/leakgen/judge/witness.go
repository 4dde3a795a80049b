package judge

import (
	"regexp"
	"slices"
	"strings"

	"github.com/connlint/connlint/internal/leakgen/oracle"
	"github.com/connlint/connlint/internal/leakgen/oracle/env"
)

// shows reports whether one of the leaking paths is the one that the finding
// shows: it takes the same branches, and ends at the same return. Steps that
// the marks say nothing about, such as the parts of a compound condition, are
// not compared.
func shows(u *oracle.Unit, f Finding, losses []env.Loss) bool {
	if len(f.Path) == 0 {
		return true
	}
	return slices.ContainsFunc(losses, func(l env.Loss) bool { return follows(u, f, l) })
}

func follows(u *oracle.Unit, f Finding, l env.Loss) bool {
	lines := strings.Split(u.Text, "\n")
	for _, s := range f.Path {
		if s.Line < 1 || s.Line > len(lines) {
			return false
		}
		if side, ok := branch(lines[s.Line-1], s.Message); ok && !slices.Contains(l.Marks, env.Mark{Line: s.Line, Side: side}) {
			return false
		}
	}
	last := f.Path[len(f.Path)-1].Line
	if len(l.Lines) == 1 && u.Marked(last) {
		return l.Exit == last
	}
	return true
}

var (
	conditional = regexp.MustCompile(`^\s*(?:if|for) (?:.*; )?(.*) \{$`)
	wording     = regexp.MustCompile(`^continues (when|unless) (.*) \(line \d+\)$`)
)

// branch reads from a step which side of the branch on its line was taken.
func branch(source, message string) (side, ok bool) {
	c, m := conditional.FindStringSubmatch(source), wording.FindStringSubmatch(message)
	if c == nil || m == nil || strings.Contains(c[1], "&&") || strings.Contains(c[1], "||") {
		return false, false
	}
	return m[1] == "when" && m[2] == c[1], true
}
