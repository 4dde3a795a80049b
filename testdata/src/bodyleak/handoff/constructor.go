package handoff

import (
	"bufio"
	"errors"
	"io"
	"net/http"
)

// A Stream owns a body: its Close closes it.
type Stream struct {
	body io.ReadCloser
	in   *bufio.Reader
}

func (s *Stream) Close() error { return s.body.Close() }

func (s *Stream) header() error {
	_, err := s.in.ReadString('\n')
	return err
}

func open(u string) (*Stream, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	return &Stream{body: resp.Body, in: bufio.NewReader(resp.Body)}, nil
}

// The second step fails and the half-made stream is dropped.
func openCheckedBad(u string) (*Stream, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed when err != nil`
	if err != nil {
		return nil, err
	}
	s := &Stream{body: resp.Body, in: bufio.NewReader(resp.Body)}
	if err := s.header(); err != nil {
		return nil, err
	}
	return s, nil
}

func openCheckedOk(u string) (*Stream, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	s := &Stream{body: resp.Body, in: bufio.NewReader(resp.Body)}
	if err := s.header(); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

func openFirstThenFillOk(u string) (*Stream, error) {
	s := &Stream{}
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	s.body = resp.Body
	if err := s.header(); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

func streamOk(u string) error {
	s, err := open(u)
	if err != nil {
		return err
	}
	defer s.Close()
	return s.header()
}

func streamBad(u string) error {
	s, err := open(u) // want `response body from .*open is never closed`
	if err != nil {
		return err
	}
	return s.header()
}

func streamOnePathBad(u string) (*Stream, error) {
	s, err := open(u) // want `response body from .*open is not closed when err != nil`
	if err != nil {
		return nil, err
	}
	if err := s.header(); err != nil {
		return nil, err
	}
	return s, nil
}

// answer does not release what it holds, so its makers owe nothing more here.
type answer struct {
	status int
	body   io.ReadCloser
}

func answerOk(u string) (*answer, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	return &answer{status: resp.StatusCode, body: resp.Body}, nil
}

func answerValueOk(u string) (a answer, err error) {
	resp, err := http.Get(u)
	if err != nil {
		return a, err
	}
	a.status = resp.StatusCode
	a.body = resp.Body
	return a, nil
}

// The answer leaves without the body.
func answerBad(u string) (*answer, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return nil, err
	}
	return &answer{status: resp.StatusCode}, nil
}

// The error value has the status, not the body.
type statusError struct{ code int }

func (e *statusError) Error() string { return http.StatusText(e.code) }

func statusErrorBad(u string) (*answer, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed when resp\.StatusCode > 299`
	if err != nil {
		return nil, err
	}
	if resp.StatusCode > 299 {
		return nil, &statusError{resp.StatusCode}
	}
	return &answer{body: resp.Body}, nil
}
