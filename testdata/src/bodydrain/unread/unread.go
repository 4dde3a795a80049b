// Package unread closes bodies of which nothing was read.
package unread

import (
	"errors"
	"fmt"
	"io"
	"net/http"
)

// Only the status matters to a health check.
func pingBad(u string) error {
	resp, err := http.Get(u) // want `response body from http\.Get is closed unread$`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	fmt.Println(resp.Status)
	return nil
}

func explicitBad(u string) (int, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is closed unread`
	if err != nil {
		return 0, err
	}
	resp.Body.Close()
	return resp.StatusCode, nil
}

func boolBad(c *http.Client, u string) bool {
	resp, err := c.Get(u) // want `response body from \(\*http\.Client\)\.Get is closed unread`
	if err != nil {
		return false
	}
	defer func() { _ = resp.Body.Close() }()
	return resp.StatusCode == http.StatusOK
}

// The body is read where the status is good.
func statusNoteBad(u string) ([]byte, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is closed unread when resp\.StatusCode != 200 \(line \d+\)`
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		return nil, errors.New(resp.Status)
	}
	return io.ReadAll(resp.Body)
}

// The body is read where the status is bad.
func okUnreadNoteBad(u string) error {
	resp, err := http.Post(u, "text/plain", nil) // want `response body from http\.Post is closed unread when resp\.StatusCode == 200`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		b, _ := io.ReadAll(resp.Body)
		return errors.New(string(b))
	}
	return nil
}

func methodValueBad(u string) error {
	resp, err := http.Get(u) // want `response body from http\.Get is closed unread`
	if err != nil {
		return err
	}
	done := resp.Body.Close
	defer done()
	return nil
}

func branchesBad(u string, quick bool) (string, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is closed unread when quick`
	if err != nil {
		return "", err
	}
	if quick {
		resp.Body.Close()
		return resp.Status, nil
	}
	b, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	return string(b), err
}

func readOk(u string) ([]byte, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func copiedOk(u string, w io.Writer) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(w, resp.Body)
	return err
}

// An interface that returns a response is not known to keep a connection.
type doer interface {
	Do(*http.Request) (*http.Response, error)
}

func ifaceNoteBad(d doer, req *http.Request) error {
	resp, err := d.Do(req) // want `response body from \(doer\)\.Do is closed unread`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Nobody waits for a connection when the process ends.
func logOnlyBad(u string) {
	resp, err := http.Get(u) // want `response body from http\.Get is closed unread`
	if err != nil {
		return
	}
	fmt.Println(resp.Status)
	resp.Body.Close()
}

// What a server answers to a POST that it accepts is often nothing.
func pushNoteBad(c *http.Client, u string, data io.Reader) error {
	resp, err := c.Post(u, "application/json", data) // want `response body from \(\*http\.Client\)\.Post is closed unread`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		text, _ := io.ReadAll(resp.Body)
		return errors.New(string(text))
	}
	return nil
}

func createNoteBad(c *http.Client, u string, data io.Reader, v any) error {
	resp, err := c.Post(u, "application/json", data) // want `response body from \(\*http\.Client\)\.Post is closed unread when v == nil`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if v == nil {
		return nil
	}
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}
