// Package wrapped puts other round trippers around the transports that it
// makes.
package wrapped

import (
	"net/http"
	"net/http/httputil"
	"net/url"

	ntlmssp "github.com/Azure/go-ntlmssp"
	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
)

func tracedBad(w http.ResponseWriter, r *http.Request) {
	client := &http.Client{Transport: otelhttp.NewTransport(&http.Transport{})} // want `http.Transport is made for each request \(HTTP handler\)`
	if resp, err := client.Get("http://backend/"); err == nil {
		resp.Body.Close()
	}
}

// NTLM authenticates a connection: without reuse, each request negotiates.
func negotiatedBad(w http.ResponseWriter, r *http.Request) {
	client := &http.Client{Transport: ntlmssp.Negotiator{RoundTripper: &http.Transport{}}} // want `http.Transport is made for each request \(HTTP handler\)`
	if resp, err := client.Get("http://backend/"); err == nil {
		resp.Body.Close()
	}
}

type logged struct{ next http.RoundTripper }

func (l *logged) RoundTrip(r *http.Request) (*http.Response, error) { return l.next.RoundTrip(r) }

func ownBad(w http.ResponseWriter, r *http.Request) {
	client := &http.Client{Transport: &logged{&http.Transport{}}} // want `http.Transport is made for each request \(HTTP handler\)`
	if resp, err := client.Get("http://backend/"); err == nil {
		resp.Body.Close()
	}
}

func proxyBad(w http.ResponseWriter, r *http.Request) {
	proxy := httputil.NewSingleHostReverseProxy(&url.URL{Host: "backend"})
	proxy.Transport = &http.Transport{} // want `http.Transport is made for each request \(HTTP handler\)`
	proxy.ServeHTTP(w, r)
}

func proxyLiteralBad(w http.ResponseWriter, r *http.Request) {
	proxy := &httputil.ReverseProxy{Transport: &http.Transport{}} // want `http.Transport is made for each request \(HTTP handler\)`
	proxy.ServeHTTP(w, r)
}

// A proxy without a transport of its own costs nothing.
func plainProxyOk(w http.ResponseWriter, r *http.Request) {
	httputil.NewSingleHostReverseProxy(&url.URL{Host: "backend"}).ServeHTTP(w, r)
}

func registeredOk(mux *http.ServeMux) {
	mux.Handle("/", &httputil.ReverseProxy{Transport: &http.Transport{}})
}

var shared = &http.Transport{}

func sharedOk(w http.ResponseWriter, r *http.Request) {
	proxy := &httputil.ReverseProxy{Transport: otelhttp.NewTransport(shared)}
	proxy.ServeHTTP(w, r)
}
