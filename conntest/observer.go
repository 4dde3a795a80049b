package conntest

import (
	"bytes"
	"net/http"
	"runtime"
	"sync"
	"sync/atomic"
)

// The observer sees the requests that code under test sends by plain http
// through http.DefaultTransport, with no change to that code. It is registered
// with the transport as the protocol "http", and sends what it sees by the same
// transport, which it lets pass at the second time.
//
// There is no observer for https: registering that protocol would take HTTP/2
// away. A clone of the transport is not observed either: it has no
// registrations. The profile shows what these leak, only not where.
type observer struct{ *tracker }

// observed follows what was sent while a test was watched.
var observed = &observer{newTracker(newConfig(0, nil))}

// watching counts who wants to know.
var watching atomic.Int32

func (o *observer) RoundTrip(req *http.Request) (*http.Response, error) {
	if watching.Load() == 0 || req.Context().Value(tracked{}) != nil {
		return nil, http.ErrSkipAltProtocol
	}
	return o.roundTrip(http.DefaultTransport, req)
}

// observe starts an observation, unobserve ends it.
func observe() {
	register()
	watching.Add(1)
}

func unobserve() {
	if watching.Add(-1) == 0 {
		observed.mu.Lock()
		defer observed.mu.Unlock()
		observed.fresh = nil
	}
}

// register makes the transport pass its requests by. It cannot be taken back.
var register = sync.OnceFunc(func() {
	observed.hold, observed.goids = true, true
	tr, ok := http.DefaultTransport.(*http.Transport)
	if !ok {
		return
	}
	// Somebody else has registered "http": then only the profile is left.
	defer func() { _ = recover() }()
	tr.RegisterProtocol("http", observed)
})

// goid returns the number of the calling goroutine, as a traceback shows it.
func goid() string {
	var buf [40]byte
	b := buf[:runtime.Stack(buf[:], false)]
	b = bytes.TrimPrefix(b, []byte("goroutine "))
	n, _, _ := bytes.Cut(b, []byte(" "))
	return string(n)
}
