// Package fix has leaks that a deferred Close repairs.
package fix

import (
	"errors"
	"io"
	"log"
	"net/http"
	"sync"
)

func neverClosedBad(u string) ([]byte, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}

func earlyReturnBad(u string) ([]byte, error) {
	res, err := http.Get(u) // want `response body from http\.Get is not closed when res\.StatusCode != 200`
	if err != nil {
		return nil, err
	}
	if res.StatusCode != 200 {
		return nil, errors.New(res.Status)
	}
	defer res.Body.Close()
	return io.ReadAll(res.Body)
}

func inlineCloseBad(u string) ([]byte, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed when err != nil`
	if err != nil {
		return nil, err
	}

	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	resp.Body.Close()
	return b, nil
}

func assignedBad(u string) (code int, err error) {
	var resp *http.Response
	resp, err = http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func errIgnoredBad(u string) int {
	resp, _ := http.Get(u) // want `response body from http\.Get is never closed`
	return resp.StatusCode
}

func fatalBad(u string) {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		log.Fatal(err)
	}
	log.Print(resp.Status)
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func mustBad(u string) int {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	must(err)
	return resp.StatusCode
}

func literalInLoopBad(us []string) {
	var wg sync.WaitGroup
	for _, u := range us {
		wg.Go(func() {
			resp, err := http.Get(u) // want `response body from http\.Get is never closed`
			if err != nil {
				return
			}
			log.Print(resp.Status)
		})
	}
	wg.Wait()
}

func body(u string) (io.ReadCloser, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

func readerBad(u string) ([]byte, error) {
	rc, err := body(u) // want `response body from .*body is never closed`
	if err != nil {
		return nil, err
	}
	return io.ReadAll(rc)
}

func nestedBad(u string, want bool) (n int64, err error) {
	if want {
		resp, err := http.Get(u) // want `response body from http\.Get is never closed`
		if err != nil {
			return 0, err
		}
		n += resp.ContentLength
	}
	return n, nil
}
