// Package nethttp has the handlers of net/http, and what is none.
package nethttp

import (
	"context"
	"net"
	"net/http"
	"net/http/httputil"
)

func handlerBad(w http.ResponseWriter, r *http.Request) {} // want `per request: HTTP handler \(certain\)`

type server struct{ db any }

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {} // want `per request: HTTP handler`

func (s *server) helperOk() {}

func newServerOk() *server { return &server{} }

func routesOk(mux *http.ServeMux) {
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {}) // want `per request: HTTP handler`
	mux.Handle("/x", http.HandlerFunc(handlerBad))
}

type tripper struct{}

func (tripper) RoundTrip(r *http.Request) (*http.Response, error) { return nil, nil } // want `per request: round tripper`

// The outer body of a middleware runs when the routes are set up.
func middlewareOk(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { // want `per request: HTTP handler`
		next.ServeHTTP(w, r)
	})
}

func proxyOk() *httputil.ReverseProxy {
	p := &httputil.ReverseProxy{
		Rewrite: func(*httputil.ProxyRequest) {}, // want `per request: reverse proxy`
	}
	p.ModifyResponse = modifyBad
	return p
}

func modifyBad(*http.Response) error { return nil } // want `per request: reverse proxy, for each response`

var transport = &http.Transport{DialContext: dialBad}

func dialBad(ctx context.Context, network, addr string) (net.Conn, error) { return nil, nil } // want `per connection: dial function of a transport \(low\)`

func clientOk(r *http.Request, w http.ResponseWriter) {}
