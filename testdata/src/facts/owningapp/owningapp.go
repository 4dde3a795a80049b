// Package owningapp uses the types of package owning.
package owningapp

import (
	"errors"
	"io"
	"net/http"

	"facts/owning"
)

func streamOk(u string) (string, error) {
	s, err := owning.Open(u)
	if err != nil {
		return "", err
	}
	defer s.Close()
	return s.Next()
}

func streamBad(u string) (string, error) {
	s, err := owning.Open(u) // want `from owning\.Open is never closed`
	if err != nil {
		return "", err
	}
	return s.Next()
}

func streamOnePathBad(u string) (*owning.Stream, error) {
	s, err := owning.Open(u) // want `from owning\.Open is not closed when err != nil`
	if err != nil {
		return nil, err
	}
	if _, err := s.Next(); err != nil {
		return nil, err
	}
	return s, nil
}

// What the getter lends is still the stream's.
func lentOk(s *owning.Stream) int { return s.Response().StatusCode }

func closedThroughGetterOk(u string) error {
	s, err := owning.Open(u)
	if err != nil {
		return err
	}
	return s.Response().Body.Close()
}

func feedOk(u string) error {
	f, err := owning.NewFeed(u)
	if err != nil {
		return err
	}
	defer f.Stop()
	return nil
}

func feedBad(u string) error {
	f, err := owning.NewFeed(u) // want `from owning\.NewFeed is (never|discarded)`
	if err != nil {
		return err
	}
	_ = f
	return nil
}

func bodyBad(u string) (int64, error) {
	body, err := owning.Body(u) // want `response body from owning\.Body is never closed`
	if err != nil {
		return 0, err
	}
	return io.Copy(io.Discard, body)
}

func limitedOk(u string) error {
	body, err := owning.Limited(u, 100)
	if err != nil {
		return err
	}
	return body.Close()
}

func limitedBad(u string) ([]byte, error) {
	body, err := owning.Limited(u, 100) // want `response body from owning\.Limited is never closed`
	if err != nil {
		return nil, err
	}
	return io.ReadAll(body)
}

// The reader around the body takes its place, and its Close is forgotten.
func rewrappedBad(u string) ([]byte, error) {
	body, err := owning.Body(u) // want `response body from owning\.Body is never closed`
	if err != nil {
		return nil, err
	}
	body = struct {
		io.Reader
		io.Closer
	}{io.LimitReader(body, 100), body}
	return io.ReadAll(body)
}

func cleanupOk(u string) (int, error) {
	resp, cleanup, err := owning.WithCleanup(u)
	if err != nil {
		return 0, err
	}
	defer cleanup()
	return resp.StatusCode, nil
}

func cleanupBeforeCheckOk(u string) (int, error) {
	resp, cleanup, err := owning.WithCleanup(u)
	defer cleanup()
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func cleanupBypassedOk(u string) error {
	resp, _, err := owning.WithCleanup(u)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func bytesOk(u string) ([]byte, error) { return owning.Bytes(u) }

func probeOk(u string) (int, error) {
	s, err := owning.Probe(u)
	if err != nil {
		return 0, err
	}
	return s.Code, nil
}

type client struct {
	stream *owning.Stream
	last   *http.Response
}

func (c *client) connectOk(u string) (err error) {
	c.stream, err = owning.Open(u)
	return err
}

func (c *client) Close() error { return c.stream.Close() }

func dial(u string) (*client, error) {
	s, err := owning.Open(u)
	if err != nil {
		return nil, err
	}
	return &client{stream: s}, nil
}

func dialBad(u string) error {
	c, err := dial(u) // want `from .*dial is never closed`
	if err != nil {
		return err
	}
	_ = c.last
	return nil
}

func dialOk(u string) error {
	c, err := dial(u)
	if err != nil {
		return err
	}
	return c.Close()
}

func impossibleOk(u string) (*owning.Stream, *owning.Part, error) {
	s, err := owning.Open(u)
	if err != nil {
		return nil, nil, err
	}
	part := s.Part("head")
	if part == nil {
		return nil, nil, errors.New("no part")
	}
	return s, part, nil
}

func possibleBad(u string) (*owning.Stream, *owning.Part, error) {
	s, err := owning.Open(u) // want `response body from owning\.Open is not closed when part == nil`
	if err != nil {
		return nil, nil, err
	}
	part := s.Known("head")
	if part == nil {
		return nil, nil, errors.New("no part")
	}
	return s, part, nil
}
