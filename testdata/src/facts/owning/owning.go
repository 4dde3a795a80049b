// Package owning has types that own a body, and their constructors.
package owning

import (
	"bufio"
	"errors"
	"io"
	"net/http"
)

// A Stream is closed by Close.
type Stream struct {
	resp *http.Response
	in   *bufio.Reader
}

// Open makes a Stream.
func Open(u string) (*Stream, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		resp.Body.Close()
		return nil, errors.New(resp.Status)
	}
	return &Stream{resp: resp, in: bufio.NewReader(resp.Body)}, nil
}

// Next reads a line.
func (s *Stream) Next() (string, error) { return s.in.ReadString('\n') }

// Response lends the response.
func (s *Stream) Response() *http.Response { return s.resp }

// Close closes the body.
func (s *Stream) Close() error {
	if s == nil || s.resp == nil {
		return nil
	}
	return s.resp.Body.Close()
}

// A Feed is stopped, not closed, and by another method's help.
type Feed struct{ body io.ReadCloser }

// NewFeed makes a Feed.
func NewFeed(u string) (*Feed, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	f := new(Feed)
	f.body = resp.Body
	return f, nil
}

// Stop ends the feed.
func (f *Feed) Stop() { f.release() }

func (f *Feed) release() { f.body.Close() }

// Body returns the body itself.
func Body(u string) (io.ReadCloser, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

type limited struct {
	io.Reader
	io.Closer
}

// Limited returns part of the body, and something that closes all of it.
func Limited(u string, n int64) (io.ReadCloser, error) {
	body, err := Body(u)
	if err != nil {
		return nil, err
	}
	return &limited{io.LimitReader(body, n), body}, nil
}

// WithCleanup returns a function that closes the body.
func WithCleanup(u string) (*http.Response, func(), error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, func() {}, err
	}
	return resp, func() { resp.Body.Close() }, nil
}

// Bytes leaves nothing open.
func Bytes(u string) ([]byte, error) {
	s, err := Open(u)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	return io.ReadAll(s.in)
}

// Status is a struct with a copy of what was in the response.
type Status struct {
	Code   int
	Header http.Header
}

// Probe leaves nothing open.
func Probe(u string) (*Status, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return &Status{resp.StatusCode, resp.Header}, nil
}

// A Part of what a stream reads.
type Part struct{ name string }

// Part names a part. It never returns nil.
func (s *Stream) Part(name string) *Part { return &Part{name} }

// Known returns nil for a part that there is not.
func (s *Stream) Known(name string) *Part {
	if name == "" {
		return nil
	}
	return &Part{name}
}
