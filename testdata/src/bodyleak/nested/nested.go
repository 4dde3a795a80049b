// Package nested has functions in functions.
package nested

import (
	"errors"
	"io"
	"net/http"
	"sync"
)

func middlewareOk(next http.Handler, u string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		resp, err := http.Get(u)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusOK {
			next.ServeHTTP(w, r)
		}
	})
}

func middlewareBad(next http.Handler, u string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		resp, err := http.Get(u) // want `response body from http\.Get is not closed`
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		switch resp.StatusCode {
		case http.StatusOK:
			next.ServeHTTP(w, r)
		default:
			defer resp.Body.Close()
			io.Copy(w, resp.Body)
		}
	})
}

func twoLevelsBad(us []string) func() func() error {
	return func() func() error {
		return func() error {
			for _, u := range us {
				resp, err := http.Get(u) // want `response body from http\.Get is not closed when resp\.StatusCode != 200`
				if err != nil {
					return err
				}
				if resp.StatusCode != 200 {
					return errors.New(resp.Status)
				}
				resp.Body.Close()
			}
			return nil
		}
	}
}

// The inner literal opens, the outer one closes.
func sharedOk(u string) func() error {
	var resp *http.Response
	open := func() (err error) {
		resp, err = http.Get(u)
		return err
	}
	return func() error {
		if err := open(); err != nil {
			return err
		}
		return resp.Body.Close()
	}
}

func lazyOk(u string) func() (io.Reader, error) {
	var once sync.Once
	var resp *http.Response
	var err error
	return func() (io.Reader, error) {
		once.Do(func() { resp, err = http.Get(u) })
		if err != nil {
			return nil, err
		}
		return resp.Body, nil
	}
}

func recursiveLiteralOk(u string) error {
	var get func(n int) (*http.Response, error)
	get = func(n int) (*http.Response, error) {
		resp, err := http.Get(u)
		if err != nil && n > 0 {
			return get(n - 1)
		}
		return resp, err
	}
	resp, err := get(3)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func recursiveLiteralBad(u string) error {
	var get func(n int) (*http.Response, error)
	get = func(n int) (*http.Response, error) {
		resp, err := http.Get(u) // want `response body from http\.Get is not closed`
		if err != nil {
			return nil, err
		}
		if resp.StatusCode >= 500 && n > 0 {
			return get(n - 1)
		}
		return resp, nil
	}
	resp, err := get(3)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// The visitor decides, and is told to close.
func eachOk(us []string, visit func(*http.Response) error) error {
	for _, u := range us {
		resp, err := http.Get(u)
		if err != nil {
			return err
		}
		if err := visit(resp); err != nil {
			return err
		}
	}
	return nil
}
