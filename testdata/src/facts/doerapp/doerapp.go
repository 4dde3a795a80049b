// Package doerapp is a user of package doer.
package doerapp

import (
	"context"
	"net/http"

	"facts/doer"
)

func interfaceBad(c doer.HTTPClient, req *http.Request) error {
	resp, err := c.Do(req) // want `response body from .*Do is never closed`
	if err != nil {
		return err
	}
	_ = resp.Status
	return nil
}

func methodBad(a *doer.API, req *http.Request) (int, error) {
	resp, err := a.Do(req) // want `response body from .*Do is never closed`
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func getBad(ctx context.Context, a *doer.API) bool {
	resp, err := a.Get(ctx, "/") // want `response body from .*Get is not closed`
	if err != nil {
		return false
	}
	if resp.StatusCode == 404 {
		return false
	}
	resp.Body.Close()
	return true
}

func getOk(ctx context.Context, a *doer.API) error {
	resp, err := a.Get(ctx, "/")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return nil
}

func pingOk(ctx context.Context, a *doer.API) error { return a.Ping(ctx) }

type logging struct{ doer.HTTPClient }

// Do passes the response on.
func (l logging) Do(req *http.Request) (*http.Response, error) {
	resp, err := l.HTTPClient.Do(req)
	if err != nil {
		return nil, err
	}
	println(resp.Status)
	return resp, nil
}

func embeddedBad(l logging, req *http.Request) (string, error) {
	resp, err := l.Do(req) // want `response body from .*Do is never closed`
	if err != nil {
		return "", err
	}
	return resp.Status, nil
}
