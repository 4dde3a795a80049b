// Package retry asks again while the answer is bad.
package retry

import (
	"errors"
	"io"
	"net/http"
	"time"
)

func untilNoErrorOk(c *http.Client, req *http.Request) error {
	resp, err := c.Do(req)
	for n := 0; err != nil && n < 3; n++ {
		resp, err = c.Do(req)
	}
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func whileServerErrorBad(c *http.Client, req *http.Request) error {
	var resp *http.Response
	var err error
	for n := 0; n < 3; n++ {
		resp, err = c.Do(req) // want `response body from .*Do is (overwritten|not closed before the next iteration)`
		if err != nil {
			continue
		}
		if resp.StatusCode < 500 {
			break
		}
	}
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func closedBeforeRetryOk(c *http.Client, req *http.Request) error {
	for n := 0; n < 3; n++ {
		resp, err := c.Do(req)
		if err != nil || resp.StatusCode >= 500 {
			if resp != nil {
				resp.Body.Close()
			}
			time.Sleep(time.Second)
			continue
		}
		return resp.Body.Close()
	}
	return errors.New("gave up")
}

func notClosedBeforeRetryBad(c *http.Client, req *http.Request) error {
	for n := 0; n < 3; n++ {
		resp, err := c.Do(req) // want `response body from .*Do is not closed`
		if err != nil || resp.StatusCode >= 500 {
			time.Sleep(time.Second)
			continue
		}
		return resp.Body.Close()
	}
	return errors.New("gave up")
}

// The loop never breaks on success: all answers but the last are lost.
func noBreakBad(c *http.Client, req *http.Request) (*http.Response, error) {
	var resp *http.Response
	var err error
	for n := 0; n < 10; n++ {
		resp, err = c.Do(req) // want `response body from .*Do is (overwritten|not closed before the next iteration)`
		if err != nil && n < 10 {
			time.Sleep(time.Second)
		}
	}
	return resp, err
}

func returnLastOk(c *http.Client, req *http.Request) (resp *http.Response, err error) {
	for n := 0; n < 3; n++ {
		resp, err = c.Do(req)
		if err == nil && resp.StatusCode < 500 {
			return resp, nil
		}
		if err == nil && n < 2 {
			io.Copy(io.Discard, resp.Body)
			resp.Body.Close()
		}
	}
	return resp, err
}

func drainAndRetryOk(c *http.Client, req *http.Request, backoff func(int) bool) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := c.Do(req)
		if err == nil && resp.StatusCode != http.StatusTooManyRequests {
			return resp, nil
		}
		if err == nil {
			io.Copy(io.Discard, io.LimitReader(resp.Body, 4096))
			resp.Body.Close()
		}
		if !backoff(n) {
			return nil, errors.New("too many requests")
		}
	}
}

func selectRetryBad(c *http.Client, req *http.Request, stop <-chan struct{}) error {
	for {
		resp, err := c.Do(req) // want `response body from .*Do is not closed`
		if err == nil && resp.StatusCode == 200 {
			return resp.Body.Close()
		}
		select {
		case <-stop:
			return req.Context().Err()
		case <-time.After(time.Second):
		}
	}
}

// From the second round on there is an answer to be closed.
// That append makes it longer is not known.
func FP_redirected(c *http.Client, req *http.Request, next func(*http.Response) *http.Request) (*http.Response, error) {
	var seen []*http.Request
	var resp *http.Response
	for {
		if len(seen) > 0 {
			req = next(resp)
			resp.Body.Close()
		}
		seen = append(seen, req)
		var err error
		if resp, err = c.Do(req); err != nil { // want `is overwritten`
			return nil, err
		}
		if resp.StatusCode != http.StatusFound {
			return resp, nil
		}
	}
}

// The request is repeated once, with the old answer closed.
func reauthOk(c *http.Client, req *http.Request, login func() error) (*http.Response, error) {
	resp, err := c.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusUnauthorized {
		resp.Body.Close()
		if err := login(); err != nil {
			return nil, err
		}
		return c.Do(req)
	}
	return resp, nil
}

func reauthBad(c *http.Client, req *http.Request, login func() error) (*http.Response, error) {
	resp, err := c.Do(req) // want `response body from .*Do is (not closed|overwritten)`
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusUnauthorized {
		if err := login(); err != nil {
			return nil, err
		}
		resp, err = c.Do(req)
	}
	return resp, err
}
