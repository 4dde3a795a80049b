// Package fixerrcheck is fixed for a code base that checks errors.
package fixerrcheck

import (
	"io"
	"net/http"
)

func deferredBad(u string) error {
	resp, err := http.Get(u) // want `response body from http\.Get is closed unread`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return nil
}

func explicitBad(w io.Writer, u string) error {
	resp, err := http.Get(u) // want `response body from http\.Get is closed unread`
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, resp.Status)
	_ = resp.Body.Close()
	return err
}
