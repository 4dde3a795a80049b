// Package namedresult has results that live in memory cells, as all results do
// in a function that defers anything.
package namedresult

import (
	"errors"
	"net/http"
	"sync"
)

var mu sync.Mutex

// The result is stored, then loaded again after the deferred calls.
func returnedOk(u string) (*http.Response, error) {
	mu.Lock()
	defer mu.Unlock()
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	return resp, nil
}

func returnedWithDeferBad(u string) (*http.Response, error) {
	mu.Lock()
	defer mu.Unlock()
	resp, err := http.Get(u) // want `response body from http\.Get is not closed when resp\.StatusCode != 200`
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != 200 {
		return nil, errors.New(resp.Status)
	}
	return resp, nil
}

func namedOk(u string) (resp *http.Response, err error) {
	mu.Lock()
	defer mu.Unlock()
	resp, err = http.Get(u)
	return
}

func statusOnlyBad(u string) (code int, err error) {
	mu.Lock()
	defer mu.Unlock()
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return
	}
	code = resp.StatusCode
	return
}

func closedOnErrorOk(u string) (resp *http.Response, err error) {
	resp, err = http.Get(u)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			resp.Body.Close()
		}
	}()
	if resp.StatusCode != 200 {
		return resp, errors.New(resp.Status)
	}
	return resp, nil
}

func closedOnErrorBad(u string) (_ *http.Response, err error) {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed when resp\.StatusCode == 204`
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			resp.Body.Close()
		}
	}()
	if resp.StatusCode == 204 {
		return nil, nil
	}
	return resp, nil
}

func successFlagOk(u string, read func(*http.Response) error) (*http.Response, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	ok := false
	defer func() {
		if !ok {
			resp.Body.Close()
		}
	}()
	if resp.StatusCode != 200 {
		return nil, errors.New(resp.Status)
	}
	ok = true
	return resp, nil
}

func successFlagBad(u string) (*http.Response, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed`
	if err != nil {
		return nil, err
	}
	ok := false
	defer func() {
		if !ok {
			resp.Body.Close()
		}
	}()
	if resp.StatusCode == 404 {
		ok = true
		return nil, errors.New("not found")
	}
	ok = true
	return resp, nil
}

// The caller gets a closed response: a use after close, not a leak.
func forgottenFlagOk(u string) (*http.Response, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	ok := false
	defer func() {
		if !ok {
			resp.Body.Close()
		}
	}()
	if resp.StatusCode == 204 {
		return resp, nil
	}
	ok = true
	return resp, nil
}

func recoveredOk(u string) (err error) {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer func() {
		if r := recover(); r != nil {
			err = errors.New("panicked")
		}
		resp.Body.Close()
	}()
	return nil
}

func closeErrorJoinedOk(u string) (err error) {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer func() {
		if cerr := resp.Body.Close(); cerr != nil && err == nil {
			err = cerr
		}
	}()
	return nil
}

// The named result is nil on the way out, so nobody gets the body.
func resultClearedBad(u string) (resp *http.Response, err error) {
	mu.Lock()
	defer mu.Unlock()
	resp, err = http.Get(u) // want `response body from http\.Get is (not closed|overwritten)`
	if err != nil {
		return
	}
	if resp.StatusCode != 200 {
		err = errors.New(resp.Status)
		resp = nil
	}
	return
}
