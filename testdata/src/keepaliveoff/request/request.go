// Package request closes the connection request by request.
package request

import (
	"net/http"
	"net/http/httputil"
	"net/url"
)

func assignedBad(u string) (*http.Response, error) {
	req, err := http.NewRequest("GET", u, nil)
	if err != nil {
		return nil, err
	}
	req.Close = true // want `connection is closed after each request by Request.Close: every request opens a new connection`
	return http.DefaultClient.Do(req)
}

func literalBad(u *url.URL) (*http.Response, error) {
	return http.DefaultClient.Do(&http.Request{URL: u, Close: true}) // want `by Request.Close`
}

func proxyBad() *httputil.ReverseProxy {
	return &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.Out.Close = true // want `by Request.Close`
	}}
}

type tripper struct{ next http.RoundTripper }

func (t tripper) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Close = true // want `by Request.Close`
	return t.next.RoundTrip(r)
}

func incomingOk(w http.ResponseWriter, r *http.Request) {
	r.Close = true
}

func responseOk(w http.ResponseWriter, resp *http.Response) {
	resp.Close = true
}

func receivedOk(method string) *http.Request {
	r := new(http.Request)
	r.Method = method
	r.Close = true
	return r
}

func configuredOk(req *http.Request, keep bool) {
	req.Close = !keep
}
