// Package api talks to the shop's backend.
package api

import (
	"context"
	"fmt"
	"io"
	"net/http"
)

// A Client sends requests to the backend.
type Client struct {
	HTTP *http.Client
	Base string
}

// Get requests a path. The caller closes the body of the response.
func (c *Client) Get(ctx context.Context, path string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.Base+path, nil)
	if err != nil {
		return nil, err
	}
	return c.HTTP.Do(req)
}

// MustSucceed returns an error, and closes the body, if the status is not 200.
func MustSucceed(resp *http.Response) error {
	if resp.StatusCode == http.StatusOK {
		return nil
	}
	text, _ := io.ReadAll(io.LimitReader(resp.Body, 1<<10))
	resp.Body.Close()
	return fmt.Errorf("%s: %s", resp.Status, text)
}
