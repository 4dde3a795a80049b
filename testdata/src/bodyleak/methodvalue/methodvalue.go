// Package methodvalue takes methods as values, bound and unbound.
package methodvalue

import (
	"io"
	"net/http"
)

func boundOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	f := resp.Body.Close
	defer f()
	return nil
}

// The method is taken and never called.
func boundNotCalledBad(u string) error {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return err
	}
	_ = resp.Body.Close
	return nil
}

func expressionOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	return io.ReadCloser.Close(resp.Body)
}

func closerExpressionOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	release := io.Closer.Close
	defer release(resp.Body)
	return nil
}

func boundGivenAwayOk(u string, atExit func(func() error)) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	atExit(resp.Body.Close)
	return nil
}

func boundAcquirerBad(c *http.Client, req *http.Request) (int, error) {
	do := c.Do
	resp, err := do(req) // want `response body from .* is never closed`
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func functionVariableBad(u string) (int, error) {
	get := http.Get
	resp, err := get(u) // want `response body from .* is never closed`
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func expressionAcquirerBad(c *http.Client, req *http.Request) (int, error) {
	resp, err := (*http.Client).Do(c, req) // want `response body from .*Do is never closed`
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

// What an unknown function returns may be anybody's.
func FN_parameter(get func(string) (*http.Response, error), u string) (int, error) {
	resp, err := get(u)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

// The call makes a function, not a response.
func checker(want int) func(*http.Response, error) (*http.Response, error) {
	return func(resp *http.Response, err error) (*http.Response, error) {
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != want {
			resp.Body.Close()
			return nil, io.EOF
		}
		return resp, nil
	}
}

func checkerOk(u string) error {
	check := checker(200)
	resp, err := check(http.Get(u))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return nil
}
