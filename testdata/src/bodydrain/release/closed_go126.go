//go:build !go1.27

// Package release has what depends on the release of the standard library.
package release

import "net/http"

// Up to Go 1.26 Close drops the connection.
func closedBad(u string) (int, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is closed unread`
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}
