// Package handler makes pools per request.
package handler

import (
	"net/http"
	"time"
)

func transportBad(w http.ResponseWriter, r *http.Request) {
	client := &http.Client{Transport: &http.Transport{}} // want `http.Transport is made for each request \(HTTP handler\): a socket`
	resp, err := client.Get("http://backend/")
	if err == nil {
		resp.Body.Close()
	}
}

func calls(w http.ResponseWriter, r *http.Request) {
	forwardBad(r)
}

func forwardBad(r *http.Request) {
	tr := &http.Transport{} // want `http.Transport is made for each request \(HTTP handler\)`
	resp, err := tr.RoundTrip(r)
	if err == nil {
		resp.Body.Close()
	}
}

// It shares the default transport: a note.
func clientBad(w http.ResponseWriter, r *http.Request) {
	client := &http.Client{Timeout: time.Second} // want `http.Client is made for each request \(HTTP handler\): it shares http.DefaultTransport`
	resp, err := client.Get("http://backend/")
	if err == nil {
		resp.Body.Close()
	}
}

var shared = &http.Client{Transport: &http.Transport{}}

func sharedOk(w http.ResponseWriter, r *http.Request) {
	resp, err := shared.Get("http://backend/")
	if err == nil {
		resp.Body.Close()
	}
}

// The outer body of a middleware runs once.
func middlewareOk(next http.Handler) http.Handler {
	client := &http.Client{Transport: &http.Transport{}}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		resp, err := client.Get("http://auth/")
		if err == nil {
			resp.Body.Close()
		}
		next.ServeHTTP(w, r)
	})
}

type tripperBad struct{}

func (tripperBad) RoundTrip(r *http.Request) (*http.Response, error) {
	return (&http.Transport{}).RoundTrip(r) // want `http.Transport is made for each request \(round tripper, once for each outgoing request\)`
}
