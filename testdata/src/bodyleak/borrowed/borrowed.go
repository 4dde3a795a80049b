// Package borrowed returns responses and streams that stay with their owner.
package borrowed

import (
	"context"
	"io"
	"net/http"
	"sync"
)

type session struct {
	mu   sync.Mutex
	u    string
	resp *http.Response
	seen map[string]*http.Response
}

func (s *session) Close() error { return s.resp.Body.Close() }

func (s *session) current() (*http.Response, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.resp != nil {
		return s.resp, nil
	}
	resp, err := http.Get(s.u)
	if err != nil {
		return nil, err
	}
	s.resp = resp
	return resp, nil
}

func currentOk(s *session) (int, error) {
	resp, err := s.current()
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func (s *session) body() (io.ReadCloser, error) {
	resp, err := s.current()
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

func bodyOk(s *session) ([]byte, error) {
	body, err := s.body()
	if err != nil {
		return nil, err
	}
	return io.ReadAll(body)
}

func (s *session) cached(u string) (*http.Response, error) {
	if r, ok := s.seen[u]; ok {
		return r, nil
	}
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	s.seen[u] = resp
	return resp, nil
}

func cachedOk(s *session, u string) (string, error) {
	resp, err := s.cached(u)
	if err != nil {
		return "", err
	}
	return resp.Status, nil
}

// The context's end closes the body.
func fetch(ctx context.Context, u string) (*http.Response, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	go func() {
		<-ctx.Done()
		resp.Body.Close()
	}()
	return resp, nil
}

func fetchedOk(ctx context.Context, u string) (int, error) {
	resp, err := fetch(ctx, u)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

// given returns its argument when there is one.
func given(resp *http.Response, u string) (*http.Response, error) {
	if resp != nil {
		return resp, nil
	}
	return http.Get(u)
}

func givenOk(resp *http.Response) (int, error) {
	r, err := given(resp, "")
	if err != nil {
		return 0, err
	}
	return r.StatusCode, nil
}

// parts returns the response and its body: one Close is enough.
func parts(u string) (*http.Response, io.ReadCloser, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, nil, err
	}
	return resp, resp.Body, nil
}

func partsOk(u string) (int, error) {
	resp, body, err := parts(u)
	if err != nil {
		return 0, err
	}
	defer body.Close()
	return resp.StatusCode, nil
}

func partsFirstOk(u string) error {
	resp, _, err := parts(u)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func partsBad(u string) (int, error) {
	resp, _, err := parts(u) // want `response body from .*parts is (never closed|discarded)`
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}
