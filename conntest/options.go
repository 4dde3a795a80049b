package conntest

import (
	"net/http"
	"strings"
	"time"
)

// An Option changes what is reported. Every function of the package takes
// every option and leaves aside those that mean nothing to it.
type Option func(*config)

type config struct {
	settle     time.Duration
	drained    bool
	maxNew     int // below 0: no limit
	maxIdle    int
	maxSockets int
	ignore     []string
	sample     int
	guard      func(*http.Request) bool
}

func newConfig(settle time.Duration, opts []Option) *config {
	c := &config{settle: settle, maxNew: -1, maxIdle: -1, maxSockets: -1, sample: 1}
	for _, o := range opts {
		o(c)
	}
	return c
}

// Settle sets how long a test waits for bodies that another goroutine is about
// to close. The default is one second; a test without leaks does not wait at
// all. For a [Watcher] it is the age at which an open body counts as a leak,
// one minute by default.
func Settle(d time.Duration) Option { return func(c *config) { c.settle = d } }

// RequireDrained also reports bodies that were closed before they were read to
// the end, where this cost the connection. It depends on the release of Go
// that builds the test: from 1.27 on, Close itself reads what is left of a
// small body. It needs [Client], [Wrap] or a [Watcher].
func RequireDrained() Option { return func(c *config) { c.drained = true } }

// MaxNewConns reports a test that opens more than n connections, which is how
// switched-off keep-alives, undrained bodies and a transport per request show.
// It counts requests through [Client], [Wrap], and plain http through
// [http.DefaultTransport]; [Count] counts the rest.
func MaxNewConns(n int) Option { return func(c *config) { c.maxNew = n } }

// MaxIdle reports a test that leaves more than n idle HTTP connections, not
// counting those of [http.DefaultTransport]. It is for code that makes a
// transport per request: these connections belong to no pool that anybody
// uses again, but nothing in the process can tell them from a pool that lives
// on. Hence no limit by default.
func MaxIdle(n int) Option { return func(c *config) { c.maxIdle = n } }

// MaxSockets reports a test that leaves more than n connected sockets which no
// HTTP pool accounts for. It finds what has no goroutine: dropped net.Conns,
// websockets, clients of Redis and others, and sql.Rows. The sockets of a pool
// that lives on count as well, hence no limit by default. It reads the
// process's table of sockets: on Linux only, and not while tests run in
// parallel; otherwise the test's log says that it did not look.
func MaxSockets(n int) Option { return func(c *config) { c.maxSockets = n } }

// Ignore leaves out what was acquired in a function, or in one that it called.
// The function is given by the end of its full name: "client.(*Stream).Watch".
// Several are ignored by several options.
func Ignore(fn string) Option { return func(c *config) { c.ignore = append(c.ignore, fn) } }

func (c *config) ignores(stack []Frame) bool {
	for _, f := range stack {
		for _, fn := range c.ignore {
			if strings.HasSuffix(f.Func, fn) {
				return true
			}
		}
	}
	return false
}

// Sample makes a [Watcher] record the calling stack of one request in n only.
// Everything is still counted; the others' acquire site is not known.
func Sample(n int) Option { return func(c *config) { c.sample = max(1, n) } }

// Guard decides who may read a [Watcher]'s page. Others are answered with
// status 403. Without it everybody may who reaches the page, and the page
// carries a warning once it is reached from beyond the machine.
func Guard(allow func(*http.Request) bool) Option { return func(c *config) { c.guard = allow } }
