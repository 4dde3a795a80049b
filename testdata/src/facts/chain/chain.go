// Package chain is an API client in which a request runs through functions
// that take and return the whole tuple.
package chain

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

// Client sends requests.
type Client struct{ HTTP *http.Client }

// DoRequest measures how long the answer took.
func (c *Client) DoRequest(req *http.Request) (time.Duration, *http.Response, error) {
	start := time.Now()
	resp, err := c.HTTP.Do(req)
	return time.Since(start), resp, err
}

// RequireOK closes what is not 200.
func RequireOK(d time.Duration, resp *http.Response, err error) (time.Duration, *http.Response, error) {
	f := RequireStatusIn(http.StatusOK)
	return f(d, resp, err)
}

// RequireStatusIn makes a check out of a list of codes.
func RequireStatusIn(codes ...int) func(time.Duration, *http.Response, error) (time.Duration, *http.Response, error) {
	return func(d time.Duration, resp *http.Response, err error) (time.Duration, *http.Response, error) {
		if err != nil {
			return d, nil, err
		}
		for _, code := range codes {
			if resp.StatusCode == code {
				return d, resp, nil
			}
		}
		return d, nil, unexpected(fromResponse(resp))
	}
}

type option func(*statusError)

type statusError struct {
	code int
	body string
}

func (e *statusError) Error() string { return fmt.Sprint(e.code, e.body) }

func unexpected(opts ...option) error {
	e := &statusError{}
	for _, opt := range opts {
		opt(e)
	}
	return e
}

// fromResponse closes the body when the option is applied.
func fromResponse(resp *http.Response) option {
	return func(e *statusError) {
		e.code = resp.StatusCode
		b, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		e.body = string(b)
	}
}

// OK is the plain form: it closes what it refuses.
func OK(resp *http.Response, err error) (*http.Response, error) {
	if err != nil {
		if resp != nil {
			resp.Body.Close()
		}
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		defer resp.Body.Close()
		return nil, errors.New(resp.Status)
	}
	return resp, nil
}

// Query is a caller in the same package.
func (c *Client) queryOk(req *http.Request) ([]byte, error) {
	_, resp, err := RequireOK(c.DoRequest(req))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// Raw returns the body to the caller.
func (c *Client) Raw(req *http.Request) (io.ReadCloser, error) {
	_, resp, err := RequireOK(c.DoRequest(req))
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}
