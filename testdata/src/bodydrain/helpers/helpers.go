// Package helpers drains, closes, or does both, for others. Its users stand in
// another package.
package helpers

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
)

// DrainAndClose reads the rest.
func DrainAndClose(body io.ReadCloser) error {
	_, err := io.Copy(io.Discard, body)
	return errors.Join(err, body.Close())
}

// Drain leaves the body open.
func Drain(body io.Reader) { io.Copy(io.Discard, io.LimitReader(body, 64<<10)) }

// Close reads nothing.
func Close(resp *http.Response) {
	if resp != nil && resp.Body != nil {
		resp.Body.Close()
	}
}

// Decode closes the body by a deferred call.
func Decode(resp *http.Response, v any) error {
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(v)
}

// Bytes closes by a deferred call what it has read to the end.
func Bytes(resp *http.Response) ([]byte, error) {
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// Value reads one value.
func Value(r io.Reader, v any) error { return json.NewDecoder(r).Decode(v) }

// Probe asks for the headers.
func Probe(c *http.Client, u string) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodHead, u, nil)
	if err != nil {
		return nil, err
	}
	return c.Do(req)
}

// Admin sends a request over a connection of its own.
func Admin(socket string) (*http.Response, error) {
	client := http.Client{Transport: &http.Transport{Proxy: nil}}
	return client.Get(socket)
}

// Either asks for the headers, or for all.
func Either(u string, all bool) (*http.Response, error) {
	if all {
		return http.Get(u)
	}
	return http.Head(u)
}
