package conntest

import (
	"net/http"
	"strings"
	"time"

	"github.com/connlint/connlint/conntest/internal/goroutine"
)

// Check fails the test if connections that it opened are still held when it
// ends: response bodies that nobody closed, HTTP/2 streams, clients such as
// sql.DB or gRPC's, transactions, connections that a goroutine reads. It is the
// first line of a test, and needs no change to the code under test:
//
//	func TestFetch(t *testing.T) {
//		conntest.Check(t)
//		...
//	}
//
// Check goes by the goroutines of connections, and by what it observes of
// [http.DefaultTransport]. Where tests run in parallel, a connection that one
// of them dialled and left in a shared pool may be leaked by another. Such a
// leak fails no test: [Main] reports it at the end. [Client] and [Wrap] tell
// such tests apart.
func Check(t TB, opts ...Option) {
	t.Helper()
	cfg := newConfig(defaultSettle, opts)
	s := scopeOf(t)
	observe()
	s.mark()
	c := &check{scope: s, cfg: cfg, start: time.Now()}
	c.begin()
	t.Cleanup(func() {
		t.Helper()
		s.verify(cfg.settle, c.find)
		c.leaveToMain()
		unobserve()
	})
}

// A check is the work of Check for one test.
type check struct {
	*scope
	cfg     *config
	start   time.Time
	foreign int             // HTTP bodies that were open before, of others
	sockets *socketBaseline // nil without MaxSockets
	unclear int             // HTTP bodies that may be a neighbour's
}

func (c *check) begin() {
	groups := goroutine.Profile()
	if foreign(groups) {
		c.share()
	}
	c.foreign = c.foreignOpen(groups)
	if c.cfg.maxSockets >= 0 {
		c.sockets = newSocketBaseline()
	}
}

// foreignOpen counts the open HTTP/1 bodies whose connections were dialled by
// nobody that is watched now: before this test, in another that is over, or in
// the background.
func (c *check) foreignOpen(groups []goroutine.Group) int {
	scopes.Lock()
	defer scopes.Unlock()
	live := make(map[string]bool)
	for _, s := range scopes.running {
		live[s.id] = true
	}
	n := 0
	for _, g := range groups {
		id := g.Labels[label]
		if !live[id] && !scopes.reported[id] && goroutine.Classify(g) == goroutine.HTTPOpen {
			n += g.Count
		}
	}
	return n
}

// find returns what the test leaks at this moment.
func (c *check) find() []*finding {
	if c.cfg.maxIdle >= 0 {
		http.DefaultClient.CloseIdleConnections()
	}
	shared := c.isShared()
	groups := atRest(func(g goroutine.Group) bool {
		// A connection that an earlier test dialled counts, too, where nobody
		// else can be using it.
		return g.Labels[label] == c.id || !shared && len(g.Frames) > 0
	})
	if foreign(groups) {
		c.share()
		shared = c.isShared()
	}

	found := c.known(shared)
	http1, http2, upgraded := tally(found)
	found = c.cfg.without(found)
	mine := mineOf(groups, c.id)

	open := count(mine, goroutine.HTTPOpen)
	if shared {
		c.unclear = max(0, open-http1)
	} else {
		c.unclear = 0
		open += max(0, c.foreignOpen(groups)-c.foreign)
		found = append(found, unknownSite(open-http1, "response body is never closed", c.fn)...)
	}
	found = append(found, unknownSite(count(mine, goroutine.HTTP2Stream)-http2, "response body of an HTTP/2 stream is never closed", c.fn)...)
	found = append(found, c.cfg.held(mine, upgraded)...)
	found = append(found, c.cfg.idle(mine)...)
	if c.sockets != nil {
		found = append(found, c.sockets.find(c, groups)...)
	}
	return append(found, overdrawn(c.cfg.maxNew, c.opened())...)
}

// known returns the open bodies whose requests were followed: those of the
// test's own trackers, and those that the observer saw and that are its own.
func (c *check) known(shared bool) []*finding {
	c.mu.Lock()
	trackers := c.trackers
	c.mu.Unlock()
	var found []*finding
	for _, tr := range trackers {
		found = append(found, tr.pick(anyone)...)
	}
	return append(found, observed.pick(func(x *exchange) bool { return c.owns(x, shared) })...)
}

// owns reports whether an observed exchange is this test's: asked for by its
// own goroutine, or, while no other test ran, by one that is nobody else's.
func (c *check) owns(x *exchange, shared bool) bool {
	switch fn := x.testFunc(); {
	case x.goid == c.goid:
		return true
	case shared || x.start.Before(c.start):
		return false
	case fn != "": // the goroutine of a test: of a subtest that nobody watches?
		return strings.HasPrefix(fn, c.fn+".")
	}
	return true
}

// opened returns the new connections that the test is known to have made.
func (c *check) opened() []Leak {
	if c.cfg.maxNew < 0 {
		return nil
	}
	c.mu.Lock()
	trackers := c.trackers
	c.mu.Unlock()
	shared := c.isShared()
	var leaks []Leak
	for _, tr := range trackers {
		leaks = append(leaks, tr.opened(anyone)...)
	}
	return append(leaks, observed.opened(func(x *exchange) bool { return c.owns(x, shared) })...)
}

// leaveToMain hands what could not be told apart to Main, or says so in the
// log where there is none.
func (c *check) leaveToMain() {
	if c.sockets != nil && c.sockets.err != nil {
		c.t.Logf("conntest: MaxSockets did not look: %v", c.sockets.err)
	}
	if c.unclear == 0 {
		return
	}
	scopes.Lock()
	scopes.pending[c.id] = true
	scopes.Unlock()
	if !mainRuns.Load() {
		c.t.Logf("conntest: %d response bodies are open on connections that this test dialled, but other tests ran beside it and may have taken them over; "+
			"conntest.Client and conntest.Wrap tell whose they are, conntest.Main reports what is left", c.unclear)
	}
}
