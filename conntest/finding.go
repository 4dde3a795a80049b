package conntest

import (
	"fmt"
	"slices"
)

// A finding is a leak, and what is to be done once it is reported.
type finding struct {
	leak  Leak
	x     *exchange // may be nil
	owner *tracker
}

// close marks the finding as reported, and closes the body so that one failing
// test does not take the connections of the next, nor block the server that
// waits for its connections.
func (f *finding) close() {
	if f.x == nil {
		return
	}
	f.owner.mu.Lock()
	f.x.reported = true
	b := f.x.body
	f.owner.mu.Unlock()
	if b != nil {
		b.Close()
	}
}

// leaks returns what a tracker's own options report.
func (t *tracker) leaks() []*finding {
	found := t.cfg.without(t.pick(anyone))
	return append(found, t.overdrawn()...)
}

func anyone(*exchange) bool { return true }

// pick returns the open and the undrained bodies among the exchanges that
// are wanted.
func (t *tracker) pick(want func(*exchange) bool) []*finding {
	t.mu.Lock()
	defer t.mu.Unlock()
	var found []*finding
	add := func(x *exchange, l Leak) {
		if !x.reported && want(x) {
			found = append(found, &finding{l, x, t})
		}
	}
	for x := range t.open {
		add(x, x.openLeak())
	}
	for x := range t.early {
		add(x, x.earlyLeak())
	}
	return found
}

// overdrawn reports more new connections than the tracker's limit.
func (t *tracker) overdrawn() []*finding { return overdrawn(t.cfg.maxNew, t.opened(anyone)) }

// opened returns the new connections, each as a leak under the rule that tells
// why nobody could use it again.
func (t *tracker) opened(want func(*exchange) bool) []Leak {
	t.mu.Lock()
	defer t.mu.Unlock()
	var leaks []Leak
	for _, x := range t.fresh {
		if want(x) {
			leaks = append(leaks, x.leak(x.cause(), ""))
		}
	}
	return leaks
}

// overdrawn reports more new connections than allowed: under the rule, and at
// the site, that explain most of them.
func overdrawn(limit int, opened []Leak) []*finding {
	if limit < 0 || len(opened) <= limit {
		return nil
	}
	l := merge(opened)[0]
	l.Count = len(opened)
	l.Message = fmt.Sprintf("%d new connections, %d allowed: %s", len(opened), limit, explain[l.Rule])
	return []*finding{{leak: l}}
}

// without leaves out what is to be ignored.
func (c *config) without(found []*finding) []*finding {
	return slices.DeleteFunc(found, func(f *finding) bool { return c.ignores(f.leak.Stack) })
}

var explain = map[string]string{
	keepaliveoff: "keep-alives are switched off",
	bodyleak:     "bodies are left open",
	connleak:     "connections of a switched protocol are left open",
	bodydrain:    "bodies are closed before they were read to the end",
	idlelimit:    "the pool keeps fewer idle connections than requests run at once",
	clientchurn:  "connections are not used again",
}

// cause says why x needed a connection of its own, or rather why nobody could
// use that connection after it.
func (x *exchange) cause() string {
	switch {
	case x.oneOff:
		return keepaliveoff
	case x.ctx != nil && x.status == 101:
		return connleak
	case x.ctx != nil: // open, or closed by nobody but the report
		return bodyleak
	case x.overflow:
		return idlelimit
	case x.early && !x.kept:
		return bodydrain
	}
	return clientchurn
}
