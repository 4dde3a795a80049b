// Package basic has the plain shapes: acquire, check the error, close or forget.
package basic

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

func neverClosedBad(u string) error {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return err
	}
	fmt.Println(resp.Status)
	return nil
}

func untouchedBad(u string) error {
	resp, err := http.Head(u) // want `response body from http\.Head is (never closed|discarded)`
	if err != nil {
		return err
	}
	_ = resp
	return nil
}

func deferredOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

func closedAtEndOk(u string) error {
	resp, err := http.PostForm(u, url.Values{"k": {"v"}})
	if err != nil {
		return err
	}
	fmt.Println(resp.Status)
	return resp.Body.Close()
}

// The response of a failed request would be nil here; that is a bug of
// another kind.
func errIgnoredOk(u string) {
	resp, _ := http.Get(u)
	defer resp.Body.Close()
}

func errIgnoredBad(u string) int {
	resp, _ := http.Get(u) // want `response body from http\.Get is never closed`
	return resp.StatusCode
}

// Reading to the end gives the connection back but is not the contract.
func readButNotClosedBad(u string) (string, error) {
	resp, err := http.Post(u, "text/plain", strings.NewReader("x")) // want `response body from http\.Post is never closed`
	if err != nil {
		return "", err
	}
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return "", err
	}
	return string(b), nil
}

func clientBad(c *http.Client, req *http.Request) (int, error) {
	resp, err := c.Do(req) // want `response body from .*Do is never closed`
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func clientOk(c *http.Client, req *http.Request) (int, error) {
	resp, err := c.Do(req)
	if err != nil {
		return 0, err
	}
	resp.Body.Close()
	return resp.StatusCode, nil
}

func transportBad(t *http.Transport, req *http.Request) error {
	resp, err := t.RoundTrip(req) // want `response body from .*RoundTrip is never closed`
	if err != nil {
		return err
	}
	fmt.Println(resp.Status)
	return nil
}

// A scalar taken out of the response does not carry the body away.
func headerOnlyBad(u string) (http.Header, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return nil, err
	}
	return resp.Header, nil
}

// Logging the response boxes it into a slice of any, and that is no transfer.
func loggedBad(u string) error {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return err
	}
	fmt.Println("got", resp)
	fmt.Printf("%v %v\n", resp.Status, resp.Body)
	return nil
}
