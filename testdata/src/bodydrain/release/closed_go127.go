//go:build go1.27

// Package release has what depends on the release of the standard library.
package release

import "net/http"

// Since Go 1.27 Close reads the rest.
func closedOk(u string) (int, error) {
	resp, err := http.Get(u)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}
