// Package fixerrcheck is fixed in the style that errcheck accepts.
package fixerrcheck

import (
	"io"
	"net/http"
)

func neverClosedBad(u string) ([]byte, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}
