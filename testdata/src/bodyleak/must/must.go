// Package must has helpers that take the whole result tuple of a request.
package must

import (
	"fmt"
	"net/http"

	"github.com/samber/lo"
)

func loMustOk(u string) {
	resp := lo.Must(http.Get(u))
	defer resp.Body.Close()
}

func loMustBad(u string) int {
	resp := lo.Must(http.Get(u)) // want `response body from http\.Get is never closed`
	return resp.StatusCode
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func ownMustOk(u string) {
	resp := must(http.Get(u))
	defer resp.Body.Close()
}

func ownMustBad(u string) int {
	resp := must(http.Get(u)) // want `response body from http\.Get is never closed`
	return resp.StatusCode
}

// check passes the response through, or closes it and returns an error.
func check(resp *http.Response, err error) (*http.Response, error) {
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != 200 {
		resp.Body.Close()
		return nil, fmt.Errorf("status %s", resp.Status)
	}
	return resp, nil
}

func checkOk(u string) error {
	resp, err := check(http.Get(u))
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func checkBad(u string) (int64, error) {
	resp, err := check(http.Get(u)) // want `response body from http\.Get is (never closed|not closed)`
	if err != nil {
		return 0, err
	}
	return resp.ContentLength, nil
}

// passOn does not close what it refuses.
func passOn(resp *http.Response, err error) (*http.Response, error) {
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != 200 {
		return nil, fmt.Errorf("status %s", resp.Status)
	}
	return resp, nil
}

func passOnBad(u string) error {
	resp, err := passOn(http.Get(u)) // want `response body from http\.Get is not closed`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
