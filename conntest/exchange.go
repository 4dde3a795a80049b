package conntest

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"runtime"
	"time"
)

// An exchange is one request and its answer. Its tracker's lock guards it.
type exchange struct {
	method  string
	url     string // scheme, host and path
	host    string
	status  int
	proto   string
	start   time.Time
	callers []uintptr // nil where the stack was not sampled
	goid    string    // the goroutine that asked; only where a tracker wants it

	waiting  bool // for a connection
	oneOff   bool // its connection is not to be kept, by a setting
	overflow bool // its connection was closed because the pool was full
	kept     bool // its connection went back to the pool
	early    bool // the body was closed before its end
	lost     bool // the body is garbage: nobody can close it any more
	reported bool

	ctx  context.Context // while the body is open: its end frees the connection
	body io.Closer       // to be closed after the report, in tests only
}

// safeURL leaves out what may be secret: the query, the user, the fragment.
func safeURL(u *url.URL) string {
	return (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}).String()
}

func (x *exchange) String() string {
	return fmt.Sprintf("%s %s -> %d %s", x.method, x.url, x.status, x.proto)
}

// leak describes x as a leak of the given rule.
func (x *exchange) leak(rule, message string) Leak {
	l := Leak{Rule: rule, Message: message, Count: 1, FirstSeen: x.start, Example: x.String(), Stack: frames(x.callers)}
	if len(l.Stack) > 0 {
		f := l.Stack[0]
		l.File, l.Line, l.Function = f.File, f.Line, f.Func
	}
	return l
}

func (x *exchange) openLeak() Leak {
	switch {
	case x.status == 101:
		return x.leak(connleak, "connection of a switched protocol is never closed")
	case x.ctx != nil && x.ctx.Err() != nil:
		return x.leak(bodyleak, "response body is never closed (its context has ended: the connection is lost, not leaked)")
	}
	return x.leak(bodyleak, "response body is never closed")
}

func (x *exchange) earlyLeak() Leak {
	return x.leak(bodydrain, "response body is closed before it was read to the end, and its connection with it")
}

// testFunc returns the test function in which x was asked for, where it was
// asked for by the test's own goroutine.
func (x *exchange) testFunc() string { return testFunc(x.callers) }

func testFunc(pcs []uintptr) string {
	if len(pcs) == 0 {
		return ""
	}
	last := ""
	for it := runtime.CallersFrames(pcs); ; {
		f, more := it.Next()
		if f.Function == "testing.tRunner" {
			return last
		}
		if last = f.Function; !more {
			return ""
		}
	}
}
