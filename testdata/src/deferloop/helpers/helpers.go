// Package helpers acquires and releases by way of other functions.
package helpers

import (
	"io"
	"net/http"
)

func get(u string) (*http.Response, error) { return http.Get(u) }

func closeQuietly(c io.Closer) { _ = c.Close() }

func drain(resp *http.Response) {
	io.Copy(io.Discard, resp.Body)
	resp.Body.Close()
}

func helperBad(us []string) error {
	for _, u := range us {
		resp, err := get(u)
		if err != nil {
			return err
		}
		defer closeQuietly(resp.Body) // want `loop`
	}
	return nil
}

func drainBad(us []string) error {
	for _, u := range us {
		resp, err := get(u)
		if err != nil {
			return err
		}
		defer drain(resp) // want `loop`
	}
	return nil
}

// Closed early as well; the deferred call is for the error paths only, and
// holds nothing once the body is closed.
func alsoClosedOk(us []string) error {
	for _, u := range us {
		resp, err := get(u)
		if err != nil {
			return err
		}
		if resp.StatusCode != 200 {
			defer resp.Body.Close()
			return io.EOF
		}
		resp.Body.Close()
	}
	return nil
}
