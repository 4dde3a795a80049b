// Package doer sends requests through an interface.
package doer

import (
	"context"
	"net/http"
)

// HTTPClient is implemented by *http.Client and by fakes.
type HTTPClient interface {
	Do(req *http.Request) (*http.Response, error)
}

// API is a client of a service.
type API struct {
	Client HTTPClient
	Base   string
}

// Do adds a header.
func (a *API) Do(req *http.Request) (*http.Response, error) {
	req.Header.Set("User-Agent", "api")
	return a.Client.Do(req)
}

// Get makes the request, too.
func (a *API) Get(ctx context.Context, path string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, "GET", a.Base+path, nil)
	if err != nil {
		return nil, err
	}
	return a.Do(req)
}

// Ping leaves nothing open.
func (a *API) Ping(ctx context.Context) error {
	resp, err := a.Get(ctx, "/ping")
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// DoFunc is a function that is an HTTPClient.
type DoFunc func(*http.Request) (*http.Response, error)

// Do calls f.
func (f DoFunc) Do(req *http.Request) (*http.Response, error) { return f(req) }
