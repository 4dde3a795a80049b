// Package transit stands between package closing and its users: what it knows
// of that package travels with its own facts.
package transit

import (
	"io"
	"net/http"

	"facts/closing"
	"facts/owning"
)

// Fetch passes the response of another package on.
func Fetch(u string) (*http.Response, error) {
	resp, err := closing.Get(u)
	if err != nil {
		return nil, err
	}
	if err := closing.Check(resp); err != nil {
		return nil, err
	}
	return resp, nil
}

// Finish closes by way of another package.
func Finish(resp *http.Response) error {
	closing.Drain(resp)
	return nil
}

// Source hides what it returns behind an interface.
func Source(u string) (io.ReadCloser, error) { return owning.Limited(u, 10) }

// A Session owns a stream that owns a body.
type Session struct{ stream *owning.Stream }

// NewSession opens the stream.
func NewSession(u string) (*Session, error) {
	s, err := owning.Open(u)
	if err != nil {
		return nil, err
	}
	return &Session{s}, nil
}

// Close closes the stream.
func (s *Session) Close() error { return s.stream.Close() }

// First reads one line.
func (s *Session) First() (string, error) { return s.stream.Next() }
