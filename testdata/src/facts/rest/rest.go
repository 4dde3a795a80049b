// Package rest is a client whose calls close or keep the body as their options
// say.
package rest

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
)

// Opts say how a call is made.
type Opts struct {
	Path       string
	NoResponse bool
	IgnoreErr  bool
}

// Client sends requests.
type Client struct {
	c    *http.Client
	root string
}

func (c *Client) do(req *http.Request) (*http.Response, error) {
	return c.c.Do(req)
}

// Call returns an open response unless opts says that none is wanted. The
// caller closes it.
func (c *Client) Call(opts *Opts) (*http.Response, error) {
	req, err := http.NewRequest("GET", c.root+opts.Path, nil)
	if err != nil {
		return nil, err
	}
	resp, err := c.do(req)
	if err != nil {
		return nil, err
	}
	if !opts.IgnoreErr && resp.StatusCode > 299 {
		defer resp.Body.Close()
		return resp, errors.New(resp.Status)
	}
	if opts.NoResponse {
		return resp, resp.Body.Close()
	}
	return resp, nil
}

// CallJSON decodes the answer into v and closes it, unless v is nil.
func (c *Client) CallJSON(opts *Opts, v any) (*http.Response, error) {
	resp, err := c.Call(opts)
	if err != nil {
		return resp, err
	}
	if v == nil || opts.NoResponse {
		return resp, nil
	}
	return resp, DecodeJSON(resp, v)
}

// DecodeJSON decodes and closes.
func DecodeJSON(resp *http.Response, v any) (err error) {
	defer func() {
		if cerr := resp.Body.Close(); err == nil {
			err = cerr
		}
	}()
	return json.NewDecoder(resp.Body).Decode(v)
}

// ReadBody reads and closes.
func ReadBody(resp *http.Response) (b []byte, err error) {
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}
