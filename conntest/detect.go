package conntest

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
)

// MustDetect fails the test if a leak that plant makes on purpose is not
// reported under the given rule. It is the negative control: what it sees in a
// setup, [Check], [Client] and the others would have seen there, and only then
// does their silence mean something. Plant leaks as the code under test would,
// and asks for the same function:
//
//	conntest.MustDetect(t, "bodyleak", func(t conntest.TB) {
//		conntest.Check(t)
//		_, _ = api.Fetch(server.URL) // does not close
//	})
func MustDetect(t TB, rule string, plant func(t TB)) {
	t.Helper()
	r := &recorder{TB: t}
	done := make(chan struct{})
	go func() { // a goroutine of its own: for its label, and for Fatalf
		defer close(done)
		r.run(plant)
	}()
	<-done
	switch text := r.text(); {
	case r.stopped:
		t.Errorf("conntest: the leak could not be planted: %s", text)
	case !strings.Contains(text, "["+rule+"]"):
		t.Errorf("conntest: a planted leak was not seen as %s; reported: %q", rule, text)
	}
}

// A recorder is a test that may fail.
type recorder struct {
	TB
	mu       sync.Mutex
	lines    []string
	cleanups []func()
	stopped  bool
}

func (r *recorder) run(f func(TB)) {
	defer func() {
		for len(r.cleanups) > 0 {
			last := len(r.cleanups) - 1
			cleanup := r.cleanups[last]
			r.cleanups = r.cleanups[:last]
			cleanup()
		}
	}()
	f(r)
}

func (r *recorder) text() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return strings.Join(r.lines, "\n")
}

func (r *recorder) Name() string     { return r.TB.Name() + "/planted" }
func (r *recorder) Cleanup(f func()) { r.cleanups = append(r.cleanups, f) }
func (r *recorder) Logf(format string, args ...any) {
	r.Errorf(format, args...)
}

func (r *recorder) Errorf(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.lines = append(r.lines, fmt.Sprintf(format, args...))
}

func (r *recorder) Fatalf(format string, args ...any) {
	r.Errorf(format, args...)
	r.stopped = true
	runtime.Goexit()
}
