// Package iface gets and releases responses through interfaces.
package iface

import (
	"io"
	"net/http"
)

// Doer is what *http.Client and its stand-ins have in common.
type Doer interface {
	Do(req *http.Request) (*http.Response, error)
}

type api struct {
	client Doer
	next   http.RoundTripper
}

func doerBad(d Doer, req *http.Request) (int, error) {
	resp, err := d.Do(req) // want `response body from .*Do is never closed`
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func doerOk(d Doer, req *http.Request) error {
	resp, err := d.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (a *api) fieldBad(req *http.Request) error {
	resp, err := a.client.Do(req) // want `response body from .*Do is not closed when resp\.StatusCode != 200`
	if err != nil {
		return err
	}
	if resp.StatusCode != 200 {
		return io.EOF
	}
	return resp.Body.Close()
}

func anonymousBad(d interface {
	Do(*http.Request) (*http.Response, error)
}, req *http.Request) error {
	_, err := d.Do(req) // want `response body from .*Do is discarded`
	return err
}

func (a *api) roundTripBad(req *http.Request) (bool, error) {
	resp, err := a.next.RoundTrip(req) // want `response body from .*RoundTrip is never closed`
	if err != nil {
		return false, err
	}
	return resp.StatusCode == 401, nil
}

// RoundTrip hands the response to its own caller.
func (a *api) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := a.next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	resp.Header.Set("X-Seen", "1")
	return resp, nil
}

type reauthBad struct{ next http.RoundTripper }

// The refused answer is replaced by the next one.
func (r reauthBad) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := r.next.RoundTrip(req) // want `response body from .*RoundTrip is (not closed|overwritten)`
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == 401 {
		req.Header.Set("Authorization", "new")
		return r.next.RoundTrip(req)
	}
	return resp, nil
}

func (a *api) ownRoundTripperBad(req *http.Request) error {
	c := &http.Client{Transport: a}
	resp, err := c.Do(req) // want `response body from .*Do is never closed`
	if err != nil {
		return err
	}
	_, err = io.ReadAll(resp.Body)
	return err
}

func asCloserOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	var rc io.Closer = resp.Body
	defer rc.Close()
	return nil
}

// Every body is a Closer, so the assertion holds.
func readerThenCloserOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	var r io.Reader = resp.Body
	if c, ok := r.(io.Closer); ok {
		defer c.Close()
	}
	return nil
}

func emptyInterfaceOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	var v any = resp
	if r, ok := v.(*http.Response); ok {
		return r.Body.Close()
	}
	return nil
}

// An upgraded connection is the body of the answer.
func upgradedOk(u string, use func(io.ReadWriter)) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	rw, ok := resp.Body.(io.ReadWriteCloser)
	if !ok {
		resp.Body.Close()
		return io.ErrUnexpectedEOF
	}
	defer rw.Close()
	use(rw)
	return nil
}

func upgradedBad(u string, use func(io.ReadWriter)) error {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed`
	if err != nil {
		return err
	}
	rw, ok := resp.Body.(io.ReadWriteCloser)
	if !ok {
		return io.ErrUnexpectedEOF
	}
	defer rw.Close()
	use(rw)
	return nil
}

// A source of bodies behind an unexported interface with one implementation.
type source interface {
	fetch(u string) (io.ReadCloser, error)
}

type web struct{}

func (web) fetch(u string) (io.ReadCloser, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

// Fetcher can be implemented anywhere, by things that hold nothing.
type Fetcher interface {
	Fetch(u string) (io.ReadCloser, error)
}

// What an interface of somebody else returns may be anybody's.
func FN_anySource(f Fetcher, u string) (int64, error) {
	rc, err := f.Fetch(u)
	if err != nil {
		return 0, err
	}
	return io.Copy(io.Discard, rc)
}

func sourceOk(s source, u string) error {
	rc, err := s.fetch(u)
	if err != nil {
		return err
	}
	return rc.Close()
}

// All that implements the interface stands in this package.
func sourceBad(s source, u string) (int64, error) {
	rc, err := s.fetch(u) // want `response body from .*fetch is never closed`
	if err != nil {
		return 0, err
	}
	return io.Copy(io.Discard, rc)
}
