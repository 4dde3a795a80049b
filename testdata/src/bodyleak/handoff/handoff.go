// Package handoff gives the response, or its body, to somebody else.
package handoff

import (
	"errors"
	"io"
	"net/http"
)

func returnedOk(u string) (*http.Response, error) {
	return http.Get(u)
}

func returnedAfterCheckOk(u string) (*http.Response, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	return resp, nil
}

func bodyReturnedOk(u string) (io.ReadCloser, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

// A reader does not tell its holder to close it, but it can be found out.
func FN_readerReturned(u string) (io.Reader, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

func callerBad(u string) (string, error) {
	resp, err := returnedAfterCheckOk(u) // want `response body from .*returnedAfterCheckOk is never closed`
	if err != nil {
		return "", err
	}
	return resp.Status, nil
}

func callerOfBodyBad(u string) (int64, error) {
	body, err := bodyReturnedOk(u) // want `response body from .*bodyReturnedOk is never closed`
	if err != nil {
		return 0, err
	}
	return io.Copy(io.Discard, body)
}

func callerOk(u string) error {
	body, err := bodyReturnedOk(u)
	if err != nil {
		return err
	}
	return body.Close()
}

func errorJoinedOk(u string) (*http.Response, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != 200 {
		return nil, errors.Join(errors.New(resp.Status), resp.Body.Close())
	}
	return resp, nil
}

var last *http.Response

func packageVarOk(u string) (err error) {
	last, err = http.Get(u)
	return err
}

type session struct {
	resp *http.Response
	byID map[string]io.ReadCloser
}

func (s *session) fieldOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	s.resp = resp
	return nil
}

// The field has the response before the check, and its owner closes it.
func (s *session) fieldBeforeCheckOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	s.resp = resp
	if resp.StatusCode != 200 {
		return errors.New(resp.Status)
	}
	return nil
}

func (s *session) fieldAfterCheckBad(u string) error {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed when resp\.StatusCode != 200`
	if err != nil {
		return err
	}
	if resp.StatusCode != 200 {
		return errors.New(resp.Status)
	}
	s.resp = resp
	return nil
}

func (s *session) mapOk(id, u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	s.byID[id] = resp.Body
	return nil
}

func (s *session) Close() error {
	if s.resp != nil {
		return s.resp.Body.Close()
	}
	return nil
}

type stack struct{ idle []*http.Response }

func (s *stack) push(r *http.Response) { s.idle = append(s.idle, r) }

func pushedOk(s *stack, u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	s.push(resp)
	return nil
}

func givenToUnknownOk(u string, take func(*http.Response)) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	take(resp)
	return nil
}

func givenToInterfaceOk(u string, sink interface{ Take(io.ReadCloser) }) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	sink.Take(resp.Body)
	return nil
}

func onePathGivenBad(u string, take func(*http.Response)) error {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed when resp\.StatusCode == 204`
	if err != nil {
		return err
	}
	if resp.StatusCode == 204 {
		return nil
	}
	take(resp)
	return nil
}

func outParameterOk(u string, out **http.Response) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	*out = resp
	return nil
}

// Not the response but its request is what the caller gets.
func requestReturnedBad(u string) (*http.Request, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return nil, err
	}
	return resp.Request, nil
}
