package conntest

import (
	"fmt"
	"slices"
	"time"

	"github.com/connlint/connlint/conntest/internal/goroutine"
)

// atRest returns the profile once no goroutine that counts is passing from one
// state to another. It takes no longer than the scheduler does, or than Go 1.27
// reads on in a body that was closed.
func atRest(counts func(goroutine.Group) bool) []goroutine.Group {
	for range 100 {
		groups := goroutine.Profile()
		if !slices.ContainsFunc(groups, func(g goroutine.Group) bool { return goroutine.Passing(g) && counts(g) }) {
			return groups
		}
		time.Sleep(time.Millisecond)
	}
	return goroutine.Profile()
}

// mineOf returns the goroutines that carry the label id.
func mineOf(groups []goroutine.Group, id string) []goroutine.Group {
	var mine []goroutine.Group
	for _, g := range groups {
		if g.Labels[label] == id {
			mine = append(mine, g)
		}
	}
	return mine
}

func count(groups []goroutine.Group, kind goroutine.Kind) int {
	n := 0
	for _, g := range groups {
		if goroutine.Classify(g) == kind {
			n += g.Count
		}
	}
	return n
}

// tally counts the findings whose connection the profile shows as well, that of
// an answer 101 only while somebody reads it.
func tally(found []*finding) (http1, http2, upgraded int) {
	for _, f := range found {
		switch {
		case f.x == nil || f.leak.Rule == bodydrain:
		case f.x.status == 101:
			upgraded++
		case f.x.proto == "HTTP/2.0":
			http2++
		default:
			http1++
		}
	}
	return http1, http2, upgraded
}

// held reports what the goroutines of groups hold, other than HTTP bodies. Of
// the connections that have left HTTP, so many as known are reported already.
func (c *config) held(groups []goroutine.Group, known int) []*finding {
	// A server of the test's own reads the other end of each idle connection,
	// for as long as the pool lives: so many readers are no leak.
	peers := count(groups, goroutine.HTTPIdle)
	var found []*finding
	for _, g := range groups {
		l := Leak{Count: g.Count, FirstSeen: time.Now()}
		switch goroutine.Classify(g) {
		case goroutine.SQLTx:
			l.Rule, l.Message = sqlleak, "sql.Tx is neither committed nor rolled back"
		case goroutine.SQLRows:
			l.Rule, l.Message = sqlleak, "sql.Rows are never closed"
		case goroutine.Client:
			l.Rule, l.Message = clientleak, fmt.Sprintf("%s is never closed (the count is of its goroutines)", goroutine.ClientName(g))
		case goroutine.Reader:
			l = reader(l, g, &peers)
		case goroutine.Upgraded:
			l = reader(l, g, &known)
		default:
			continue
		}
		if l.Count > 0 && !c.ignores(convert(g.Frames)) {
			found = append(found, &finding{leak: l})
		}
	}
	return found
}

// reader makes l of the goroutines of g that read a connection, less those that
// are accounted for.
func reader(l Leak, g goroutine.Group, others *int) Leak {
	n := min(*others, l.Count)
	*others -= n
	l.Count -= n
	l.Rule, l.Message = connleak, "a goroutine still reads a connection"
	return at(l, userFrames(g.Frames))
}

// idle reports the HTTP connections that are left idle among groups, where
// they are limited.
func (c *config) idle(groups []goroutine.Group) []*finding {
	n := count(groups, goroutine.HTTPIdle) + count(groups, goroutine.HTTP2Conn)
	if c.maxIdle < 0 || n <= c.maxIdle {
		return nil
	}
	return []*finding{{leak: Leak{
		Rule: clientchurn, Count: n, FirstSeen: time.Now(),
		Message: fmt.Sprintf("%d HTTP connections are left idle, %d allowed: a transport is made and never used again", n, c.maxIdle),
	}}}
}

// at gives l its place: the top of the stack.
func at(l Leak, stack []Frame) Leak {
	if l.Stack = stack; len(stack) > 0 {
		l.File, l.Line, l.Function = stack[0].File, stack[0].Line, stack[0].Func
	}
	return l
}

// userFrames drops what lies below the call that the user wrote.
func userFrames(all []goroutine.Frame) []Frame {
	for i, f := range all {
		if !hasPrefix(f.Func, plumbing...) {
			return convert(all[i:])
		}
	}
	return nil
}

func convert(all []goroutine.Frame) []Frame {
	var stack []Frame
	for _, f := range all {
		stack = append(stack, Frame(f))
	}
	return stack
}
