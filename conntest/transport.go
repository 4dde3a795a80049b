package conntest

import (
	"net/http"
)

// Client returns a client with connections of its own, which are closed when
// the test ends. The test fails if it leaves a response body open, and says
// where the response was acquired. It is exact also while other tests run.
func Client(t TB, opts ...Option) *http.Client {
	t.Helper()
	base, ok := http.DefaultTransport.(*http.Transport)
	if !ok {
		return &http.Client{Transport: Wrap(t, nil, opts...)}
	}
	base = base.Clone()
	t.Cleanup(base.CloseIdleConnections)
	return &http.Client{Transport: Wrap(t, base, opts...)}
}

// Wrap returns a transport that sends by rt, or by [http.DefaultTransport] if
// rt is nil, and holds t to what was sent through it, as [Client] does.
// Several tests may wrap the same rt.
func Wrap(t TB, rt http.RoundTripper, opts ...Option) http.RoundTripper {
	t.Helper()
	s := scopeOf(t)
	tr := s.track(newConfig(defaultSettle, opts))
	t.Cleanup(func() {
		t.Helper()
		// Several leaking clients of a test wait not much longer than one:
		// what the others hold was open as well meanwhile.
		limit := max(tr.cfg.settle-s.waited, tr.cfg.settle/10)
		if s.verify(limit, tr.leaks) {
			s.waited += limit
		}
	})
	return &transport{tr, rt}
}

// A transport sends requests and has a tracker follow them.
type transport struct {
	*tracker
	base http.RoundTripper // nil for the default
}

func (t *transport) RoundTrip(req *http.Request) (*http.Response, error) {
	base := t.base
	if base == nil {
		base = http.DefaultTransport
	}
	return t.roundTrip(base, req)
}

// CloseIdleConnections makes http.Client.CloseIdleConnections work.
func (t *transport) CloseIdleConnections() {
	base := t.base
	if base == nil {
		base = http.DefaultTransport
	}
	if c, ok := base.(interface{ CloseIdleConnections() }); ok {
		c.CloseIdleConnections()
	}
}
