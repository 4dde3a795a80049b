package explain

import (
	"fmt"

	"github.com/connlint/connlint/passes/finding"
	"github.com/connlint/connlint/passes/internal/flow"
	"github.com/connlint/connlint/passes/internal/ir"
)

// Undrained says what was read of a body before it is closed, and on which
// path, such as
//
//	response body from http.Get is closed unread when resp.StatusCode != 200 (line 42)
func Undrained(pkg *ir.Package, u *flow.Undrained) string {
	how := "is closed before its end is read"
	switch {
	case u.Cut:
		how = "is closed after its request is cancelled, before its end is read,"
	case u.Large && u.Unread:
		how = "is closed unread, though it is too large for Close to read,"
	case u.Large:
		how = "is closed before its end is read, though it is too large for Close to read,"
	case u.Events:
		how = "is a stream of events and closed before its end"
	case u.Unread:
		how = "is closed unread"
	case u.Decoded:
		how = "is closed after a value is decoded from it, which need not be its end,"
	}
	what := fmt.Sprintf("%s from %s %s", u.Kind.Noun, u.API, how)
	if b, ok := decisive(u.Branches); ok && !u.Always {
		if when := condition(pkg, b); when != "" {
			return what + " " + when
		}
	}
	if what[len(what)-1] == ',' {
		what = what[:len(what)-1]
	}
	return what
}

// UndrainedPath returns the steps from the acquisition to where the body is
// closed.
func UndrainedPath(pkg *ir.Package, u *flow.Undrained) []finding.Step {
	steps := []finding.Step{{Pos: u.Call.Pos(), Message: fmt.Sprintf("%s is acquired here", u.Kind.Noun)}}
	steps = append(steps, way(pkg, u.Branches, u.Call.Pos())...)
	if u.Close == nil {
		return steps
	}
	last := "is closed here, and with it the connection if anything is unread"
	if u.Defer {
		last = "is closed by this when the function returns, and with it the connection if anything is unread"
	}
	return append(steps, finding.Step{Pos: u.Close.Pos(), Message: last})
}
