package conntest

import (
	"fmt"
	"os"
	"sync/atomic"

	"github.com/connlint/connlint/conntest/internal/goroutine"
)

// M is the part of [testing.M] that [Main] needs.
type M interface{ Run() int }

// Main runs the tests of a package and fails it if connections are left that
// no test was blamed for:
//
//	func TestMain(m *testing.M) { conntest.Main(m) }
//
// What existed before Main was called is not reported, nor is the idle pool of
// a transport. A test that calls [Check] is told of its leaks itself.
//
// With the environment variable CONNTEST_JSON, every leak is also appended to
// the file that it names, as a [Report]. The file must be named by an absolute
// path: go test runs each package in its own folder.
func Main(m M, opts ...Option) { os.Exit(run(m, opts)) }

// mainRuns says that Main reports what a test leaves to it.
var mainRuns atomic.Bool

func run(m M, opts []Option) int {
	cfg := newConfig(defaultSettle, opts)
	mainRuns.Store(true)
	observe()
	before := goroutine.Profile()
	code := m.Run()

	found := settle(cfg.settle, func() []*finding { return remaining(cfg, before) })
	var leaks []Leak
	for _, f := range found {
		leaks = append(leaks, f.leak)
	}
	leaks = merge(leaks)
	if len(leaks) > 0 {
		fmt.Fprintln(os.Stderr, "conntest: connections are left after all tests:")
		code = max(code, 1)
	}
	for _, l := range leaks {
		fmt.Fprintln(os.Stderr, l)
	}
	emit(leaks)
	return code
}

// remaining returns what is left and nobody has reported.
func remaining(cfg *config, before []goroutine.Group) []*finding {
	var open, others []goroutine.Group
	groups := atRest(func(goroutine.Group) bool { return true })
	scopes.Lock()
	for _, g := range groups {
		id, labelled := g.Labels[label]
		switch {
		case scopes.reported[id]:
		case goroutine.Classify(g) == goroutine.HTTPOpen, goroutine.Classify(g) == goroutine.HTTP2Stream:
			open = append(open, g)
		case !labelled: // what a test left open otherwise, Check has judged
			others = append(others, g)
		}
	}
	scopes.Unlock()

	found := observed.pick(anyone)
	http1, http2, upgraded := tally(found)
	found = cfg.without(found)
	http1 = count(open, goroutine.HTTPOpen) - count(before, goroutine.HTTPOpen) - http1
	http2 = count(open, goroutine.HTTP2Stream) - count(before, goroutine.HTTP2Stream) - http2
	found = append(found, unknownSite(http1, "response body is never closed", "")...)
	found = append(found, unknownSite(http2, "response body of an HTTP/2 stream is never closed", "")...)
	if cfg.maxIdle >= 0 {
		found = append(found, cfg.idle(others)...)
	}
	return append(found, subtract(cfg.held(others, upgraded), cfg.held(before, 0))...)
}

// subtract takes away what was there before, by what it says.
func subtract(found, before []*finding) []*finding {
	had := make(map[string]int)
	for _, f := range before {
		had[f.leak.Message] += f.leak.Count
	}
	var left []*finding
	for _, f := range found {
		n := min(had[f.leak.Message], f.leak.Count)
		had[f.leak.Message] -= n
		if f.leak.Count -= n; f.leak.Count > 0 {
			left = append(left, f)
		}
	}
	return left
}
