package conntest

import (
	"context"
	"reflect"
	"runtime"
	"runtime/pprof"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/connlint/connlint/conntest/internal/goroutine"
)

// TB is the part of [testing.TB] that the package needs. It is an interface of
// its own so that a service that uses a [Watcher] does not link package testing.
type TB interface {
	Helper()
	Name() string
	Cleanup(func())
	Logf(format string, args ...any)
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

const defaultSettle = time.Second

// label is the key of the pprof label that marks a watched test's goroutines.
// Every goroutine inherits it from the one that starts it: so do those of a
// connection from the one that dials.
const label = "conntest"

// A scope is one test that is watched by any of the package's functions.
type scope struct {
	t    TB
	id   string // value of its label
	fn   string // its test function
	goid string

	mu       sync.Mutex
	shared   bool // another test ran at the same time
	marked   bool
	trackers []*tracker
	waited   time.Duration // for its clients, in vain
}

var scopes struct {
	sync.Mutex
	n        int
	running  map[TB]*scope
	reported map[string]bool // by label: tests that have failed, or were meant to
	pending  map[string]bool // by label: tests that could not be told from their neighbours
}

// scopeOf returns the scope of t, which ends with the test.
func scopeOf(t TB) *scope {
	scopes.Lock()
	defer scopes.Unlock()
	if s := scopes.running[t]; s != nil {
		return s
	}
	if scopes.running == nil {
		scopes.running = make(map[TB]*scope)
		scopes.reported = make(map[string]bool)
		scopes.pending = make(map[string]bool)
	}
	scopes.n++
	var pcs [64]uintptr
	s := &scope{
		t:    t,
		id:   t.Name() + "#" + strconv.Itoa(scopes.n),
		fn:   testFunc(pcs[:runtime.Callers(1, pcs[:])]),
		goid: goid(),
	}
	for _, other := range scopes.running {
		if !nested(s.t.Name(), other.t.Name()) {
			s.share()
			other.share()
		}
	}
	scopes.running[t] = s
	t.Cleanup(func() {
		scopes.Lock()
		defer scopes.Unlock()
		delete(scopes.running, t)
		if s.marked {
			pprof.SetGoroutineLabels(context.Background())
		}
	})
	return s
}

// nested reports whether one of two tests is a subtest of the other, which
// waits for it.
func nested(a, b string) bool {
	return strings.HasPrefix(a, b+"/") || strings.HasPrefix(b, a+"/") || a == b
}

func (s *scope) share() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shared = true
}

// isShared reports whether another test may have run at the same time: for a
// testing.T, whether it is parallel, as one that is not runs alone. For
// anything else, only what was noticed is known.
func (s *scope) isShared() bool {
	if is, known := parallel(s.t); known {
		return is
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.shared
}

// parallel reports whether t, or a test of which it is a subtest, has called
// t.Parallel. Package testing has no function for it, hence the look at its
// fields; where they are not found, nothing is known.
func parallel(t TB) (is, known bool) {
	v := reflect.ValueOf(t)
	if v.Type().String() != "*testing.T" {
		return false, false
	}
	for ; v.Kind() == reflect.Pointer && !v.IsNil(); v = v.Elem().FieldByName("parent") {
		f := v.Elem().FieldByName("isParallel")
		if f.Kind() != reflect.Bool {
			return false, false
		}
		is = is || f.Bool()
	}
	return is, v.IsValid()
}

// mark labels the calling goroutine, and all that it starts, as the test's.
// The label is taken off when the scope ends: the goroutine may go on to other
// work.
func (s *scope) mark() {
	s.marked = true
	pprof.SetGoroutineLabels(pprof.WithLabels(context.Background(), pprof.Labels(label, s.id)))
}

// track returns a new tracker that belongs to the test.
func (s *scope) track(cfg *config) *tracker {
	tr := newTracker(cfg)
	tr.hold = true
	s.mu.Lock()
	defer s.mu.Unlock()
	s.trackers = append(s.trackers, tr)
	return tr
}

// verify reports what find returns, once it has had the time to settle, and
// whether there was anything.
func (s *scope) verify(limit time.Duration, find func() []*finding) bool {
	s.t.Helper()
	found := settle(limit, find)
	leaks := make([]Leak, 0, len(found))
	for _, f := range found {
		f.leak.Test = s.t.Name()
		leaks = append(leaks, f.leak)
		f.close()
	}
	if len(leaks) == 0 {
		return false
	}
	scopes.Lock()
	scopes.reported[s.id] = true
	scopes.Unlock()
	leaks = merge(leaks)
	for _, l := range leaks {
		s.t.Errorf("%v", l)
	}
	if _, planted := s.t.(*recorder); !planted {
		emit(leaks)
	}
	return true
}

// settle calls find until it finds nothing or the time is over. The pauses
// double from a microsecond to a tenth of a second: a clean test does not wait.
func settle(limit time.Duration, find func() []*finding) []*finding {
	const maxPause = 100 * time.Millisecond
	start := time.Now()
	for pause := time.Microsecond; ; pause = min(2*pause, maxPause) {
		found := find()
		if len(found) == 0 || time.Since(start) >= limit {
			return found
		}
		time.Sleep(pause)
	}
}

// foreign reports whether a test that nobody watches is running.
func foreign(groups []goroutine.Group) bool { return goroutine.Tests(groups, label) > 0 }
