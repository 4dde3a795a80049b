// Package lib holds the helpers that generated programs find in another
// package.
package lib

import (
	"database/sql"
	"errors"
	"io"
	"net/http"
)

// CloseResponse closes the body of a response.
func CloseResponse(resp *http.Response) {
	if resp != nil && resp.Body != nil {
		resp.Body.Close()
	}
}

// CloseQuietly closes c and forgets the error.
func CloseQuietly(c io.Closer) { _ = c.Close() }

// CloseInto closes c and keeps its error unless there is one already.
func CloseInto(err *error, c io.Closer) {
	if cerr := c.Close(); cerr != nil && *err == nil {
		*err = cerr
	}
}

// CloseAny closes a value of any closing type.
func CloseAny[T io.Closer](c T) error { return c.Close() }

// CloseRows closes rows and returns what went wrong with them.
func CloseRows(rows *sql.Rows) error { return errors.Join(rows.Err(), rows.Close()) }

// DrainAndClose reads what is left, and closes.
func DrainAndClose(body io.ReadCloser) {
	defer body.Close()
	io.Copy(io.Discard, body)
}

// Look uses a value and keeps nothing.
func Look(v any) bool { return v != nil }

// Peek reads one byte.
func Peek(r io.Reader) byte {
	var b [1]byte
	if _, err := r.Read(b[:]); err != nil {
		return 0
	}
	return b[0]
}

// A Box owns one closer.
type Box struct {
	c     io.Closer
	reads int
}

// NewBox takes c over.
func NewBox(c io.Closer) *Box { return &Box{c: c} }

// Close closes what the box holds.
func (b *Box) Close() error { return b.c.Close() }

// Fetch gets a page.
func Fetch(url string) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req)
}

// FetchOK gets a page, and nothing but a page.
func FetchOK(url string) (*http.Response, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		io.Copy(io.Discard, io.LimitReader(resp.Body, 256<<10))
		resp.Body.Close()
		return nil, errors.New(resp.Status)
	}
	return resp, nil
}

// FetchBody gets the body of a page.
func FetchBody(url string) (io.ReadCloser, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

// OpenBox gets a page in a box.
func OpenBox(url string) (*Box, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	return NewBox(resp.Body), nil
}

// WithBody calls f with the body of a page, and closes it.
func WithBody(url string, f func(io.Reader) error) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return f(resp.Body)
}
