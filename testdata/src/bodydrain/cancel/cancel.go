// Package cancel ends requests before their bodies are closed: no release of the
// standard library reads the rest then.
package cancel

import (
	"context"
	"io"
	"net/http"
	"time"
)

func beforeCloseBad(u string) (int, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	req, err := http.NewRequestWithContext(ctx, "GET", u, nil)
	if err != nil {
		cancel()
		return 0, err
	}
	resp, err := http.DefaultClient.Do(req) // want `response body from \(\*http\.Client\)\.Do is closed after its request is cancelled, before its end is read`
	if err != nil {
		cancel()
		return 0, err
	}
	cancel()
	resp.Body.Close()
	return resp.StatusCode, nil
}

// The last deferred call runs first.
func deferOrderBad(u string) (int, error) {
	ctx, cancel := context.WithCancel(context.Background())
	req, err := http.NewRequestWithContext(ctx, "GET", u, nil)
	if err != nil {
		cancel()
		return 0, err
	}
	resp, err := http.DefaultClient.Do(req) // want `response body from \(\*http\.Client\)\.Do is closed after its request is cancelled, before its end is read`
	if err != nil {
		cancel()
		return 0, err
	}
	defer resp.Body.Close()
	defer cancel()
	return resp.StatusCode, nil
}

// Cloned, and cancelled by way of a derived context.
func withContextNoteBad(ctx context.Context, req *http.Request) (int, error) {
	ctx, cancel := context.WithCancel(ctx)
	resp, err := http.DefaultClient.Do(req.WithContext(ctx)) // want `is closed after its request is cancelled, before its end is read`
	if err != nil {
		cancel()
		return 0, err
	}
	cancel()
	return resp.StatusCode, resp.Body.Close()
}

func readBeforeOk(u string) ([]byte, error) {
	ctx, cancel := context.WithCancel(context.Background())
	req, err := http.NewRequestWithContext(ctx, "GET", u, nil)
	if err != nil {
		cancel()
		return nil, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		cancel()
		return nil, err
	}
	b, err := io.ReadAll(resp.Body)
	cancel()
	resp.Body.Close()
	return b, err
}

// Another context's end does not matter.
func otherOk(u string) ([]byte, error) {
	_, cancel := context.WithCancel(context.Background())
	resp, err := http.Get(u)
	cancel()
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}
