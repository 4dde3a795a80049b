package conntest

import (
	"github.com/connlint/connlint/conntest/internal/goroutine"
	"github.com/connlint/connlint/conntest/internal/socket"
)

// Stats is what [Count] counts.
type Stats struct {
	// Requests, New and Reused count the requests that the package follows,
	// through Client, Wrap and plain http through http.DefaultTransport, and
	// the connections they went over.
	Requests, New, Reused int

	// Open and Idle are the HTTP connections left: with an open body, and idle.
	// Of HTTP/2, Open counts the streams and Idle the connections.
	Open, Idle int

	// Dials is how many TCP connections were opened, by any means: the
	// kernel's count for the network namespace, in which other processes may
	// be at work. Linux only, -1 elsewhere.
	Dials int
}

// Count runs f and counts the connections that it opened, used again and left.
// What other goroutines do meanwhile is counted as well: it is for tests that
// do not run in parallel. Where f leaves a body open, it waits for as long as
// [Settle] says.
func Count(t TB, f func(), opts ...Option) Stats {
	t.Helper()
	cfg := newConfig(defaultSettle, opts)
	s := scopeOf(t)
	observe()
	defer unobserve()
	before, profile, opens := s.traffic(), goroutine.Profile(), dials()
	f()
	after := s.traffic()
	stats := Stats{
		Requests: after.requests - before.requests,
		New:      after.fresh - before.fresh,
		Reused:   after.reused - before.reused,
		Dials:    -1,
	}
	if now := dials(); opens >= 0 && now >= 0 {
		stats.Dials = int(now - opens)
	}
	settle(cfg.settle, func() []*finding {
		now := atRest(func(goroutine.Group) bool { return true })
		stats.Open = heldOpen(now) - heldOpen(profile)
		stats.Idle = heldIdle(now) - heldIdle(profile)
		return make([]*finding, max(0, stats.Open))
	})
	return stats
}

func heldOpen(groups []goroutine.Group) int {
	return count(groups, goroutine.HTTPOpen) + count(groups, goroutine.HTTP2Stream)
}

func heldIdle(groups []goroutine.Group) int {
	return count(groups, goroutine.HTTPIdle) + count(groups, goroutine.HTTP2Conn)
}

func dials() int64 {
	n, err := socket.Opens()
	if err != nil {
		return -1
	}
	return n
}

// traffic sums what the observer and the test's trackers have seen.
func (s *scope) traffic() traffic {
	s.mu.Lock()
	trackers := append([]*tracker{observed.tracker}, s.trackers...)
	s.mu.Unlock()
	var sum traffic
	for _, t := range trackers {
		t.mu.Lock()
		for _, h := range t.hosts {
			sum.requests += h.requests
			sum.fresh += h.fresh
			sum.reused += h.reused
		}
		t.mu.Unlock()
	}
	return sum
}
