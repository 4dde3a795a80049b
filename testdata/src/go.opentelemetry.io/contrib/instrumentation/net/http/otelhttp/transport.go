// Package otelhttp stands in for the real one in fixtures.
package otelhttp

import "net/http"

type Option interface{ apply() }

type Transport struct{ rt http.RoundTripper }

func NewTransport(base http.RoundTripper, opts ...Option) *Transport {
	if base == nil {
		base = http.DefaultTransport
	}
	t := Transport{rt: base}
	return &t
}

func (t *Transport) RoundTrip(r *http.Request) (*http.Response, error) { return t.rt.RoundTrip(r) }
