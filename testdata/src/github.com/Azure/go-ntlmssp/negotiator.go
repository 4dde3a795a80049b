// Package ntlmssp stands in for the real one in fixtures.
package ntlmssp

import "net/http"

type Negotiator struct{ http.RoundTripper }

func (l Negotiator) RoundTrip(req *http.Request) (*http.Response, error) {
	return l.RoundTripper.RoundTrip(req)
}
