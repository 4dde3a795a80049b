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
		if side, ok := branch(lines[s.Line-1], s.Message); ok && u.Branches(s.Line) && !slices.Contains(l.Marks, env.Mark{Line: s.Line, Side: side}) {
			return false
		}
	}
	last := f.Path[len(f.Path)-1].Line
	if len(l.Lines) == 1 && u.Exits(last) {
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
	test, holds := positive(c[1])
	said, sense := positive(m[2])
	if test != said {
		return false, false
	}
	return (m[1] == "when") == (holds == sense), true
}

// positive strips a condition of its negations: !(a != b) becomes a == b, true.
func positive(cond string) (plain string, sense bool) {
	sense = true
	for {
		cond = strings.TrimSpace(cond)
		switch {
		case strings.HasPrefix(cond, "!"):
			cond, sense = cond[1:], !sense
		case strings.HasPrefix(cond, "(") && strings.HasSuffix(cond, ")"):
			cond = cond[1 : len(cond)-1]
		case strings.Contains(cond, " != "):
			cond, sense = strings.Replace(cond, " != ", " == ", 1), !sense
		case strings.Contains(cond, " >= "):
			cond, sense = strings.Replace(cond, " >= ", " < ", 1), !sense
		case strings.Contains(cond, " > "):
			cond, sense = strings.Replace(cond, " > ", " <= ", 1), !sense
		default:
			return cond, sense
		}
	}
}
