package conntest

import (
	"context"
	"fmt"
	"io"
	"net/http/httptrace"
	"net/url"
	"runtime"
	"strings"
	"time"
	"weak"
)

// A stack is the callers of a request, as runtime.Callers returns them.
type stack [maxFrames]uintptr

// An exchange is one request and its answer. Its tracker's lock guards it.
type exchange struct {
	t       *tracker
	method  string
	url     *url.URL
	host    string
	status  int
	proto   string
	start   time.Time
	callers stack  // zero where it was not sampled
	goid    string // the goroutine that asked; only where a tracker wants it

	waiting  bool // for a connection
	oneOff   bool // its connection is not to be kept, by a setting
	overflow bool // its connection was closed because the pool was full
	kept     bool // its connection went back to the pool
	early    bool // the body was closed before its end
	reported bool

	ctx  context.Context    // while the body is open: its end frees the connection
	ref  weak.Pointer[body] // where the body is the user's alone
	body io.Closer          // to be closed after the report, in tests only

	hooks httptrace.ClientTrace
}

// trace returns the hooks by which the transport tells about x's connection.
func (x *exchange) trace() *httptrace.ClientTrace {
	x.hooks.GotConn = x.gotConn
	x.hooks.PutIdleConn = x.putIdleConn
	return &x.hooks
}

func (x *exchange) gotConn(info httptrace.GotConnInfo) {
	x.t.mu.Lock()
	defer x.t.mu.Unlock()
	h := x.t.traffic(x)
	h.got(x)
	if info.Reused {
		h.reused++
		return
	}
	h.fresh++
	if info.Conn != nil {
		h.addr = info.Conn.RemoteAddr().String()
	}
	if x.t.hold && len(x.t.fresh) < maxKept {
		x.freeze()
		x.t.fresh = append(x.t.fresh, x)
	}
}

func (x *exchange) putIdleConn(err error) {
	x.t.mu.Lock()
	defer x.t.mu.Unlock()
	x.kept = err == nil
	x.overflow = err != nil && strings.Contains(err.Error(), "too many idle")
	if x.kept && x.early {
		x.early = false
		x.t.traffic(x).early--
		delete(x.t.early, x)
	}
}

// freeze copies the URL: after the body's end it is the user's to change.
func (x *exchange) freeze() { x.url = safeURL(x.url) }

// safeURL leaves out what may be secret: the query, the user, the fragment.
func safeURL(u *url.URL) *url.URL { return &url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path} }

func (x *exchange) String() string {
	return fmt.Sprintf("%s %s -> %d %s", x.method, safeURL(x.url), x.status, x.proto)
}

// lost reports whether nobody can close the body any more: it is garbage.
func (x *exchange) lost() bool { return x.body == nil && x.ref.Value() == nil }

// leak describes x as a leak of the given rule.
func (x *exchange) leak(rule, message string) Leak {
	return at(Leak{Rule: rule, Message: message, Count: 1, FirstSeen: x.start, Example: x.String()}, frames(&x.callers))
}

func (x *exchange) openLeak() Leak { return x.leak(x.fault()) }

// fault returns what an open body is: the rule, and in words.
func (x *exchange) fault() (rule, message string) {
	switch {
	case x.status == 101:
		return connleak, "connection of a switched protocol is never closed"
	case x.ctx != nil && x.ctx.Err() != nil:
		return bodyleak, "response body is never closed (its context has ended: the connection is lost, not leaked)"
	}
	return bodyleak, "response body is never closed"
}

func (x *exchange) earlyLeak() Leak {
	return x.leak(bodydrain, "response body is closed before it was read to the end, and its connection with it")
}

// testFunc returns the test function in which x was asked for, where it was
// asked for by the test's own goroutine.
func (x *exchange) testFunc() string { return testFunc(x.callers[:]) }

func testFunc(pcs []uintptr) string {
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
