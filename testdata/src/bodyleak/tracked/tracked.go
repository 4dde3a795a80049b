// Package tracked makes a new response around the old one's body.
package tracked

import (
	"bufio"
	"errors"
	"hash"
	"io"
	"net/http"
)

type body struct {
	io.ReadCloser
	done func()
}

func (b *body) Close() error {
	b.done()
	return b.ReadCloser.Close()
}

// wrap returns a copy of the response with a body that reports its end.
func wrap(resp *http.Response, done func()) *http.Response {
	out := *resp
	out.Body = &body{resp.Body, done}
	return &out
}

// fresh builds a response of its own around the body.
func fresh(resp *http.Response) *http.Response {
	return &http.Response{
		StatusCode: resp.StatusCode,
		Header:     resp.Header,
		Body:       &body{resp.Body, func() {}},
	}
}

func wrappedOk(u string) (*http.Response, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	return wrap(resp, func() {}), nil
}

func wrappedClosedOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	resp = wrap(resp, func() {})
	defer resp.Body.Close()
	return nil
}

func freshOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	r := fresh(resp)
	return r.Body.Close()
}

// The answer that the caller gets has the body in it.
type answer struct {
	Status int
	Body   io.ReadCloser
}

func answerOk(u string) (*answer, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	resp = fresh(resp)
	return &answer{resp.StatusCode, resp.Body}, nil
}

func answerBad(u string) (*answer, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed when resp\.StatusCode != 200`
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != 200 {
		b, err := io.ReadAll(resp.Body)
		return nil, errors.Join(errors.New(string(b)), err)
	}
	return &answer{resp.StatusCode, resp.Body}, nil
}

// checksummed verifies what is read through it.
type checksummed struct {
	body io.ReadCloser
	sum  hash.Hash
	want string
}

func newChecksummed(body io.ReadCloser, h hash.Hash, digest string) (io.ReadCloser, error) {
	if digest == "" {
		return nil, errors.New("no digest")
	}
	return &checksummed{body, h, digest}, nil
}

func (c *checksummed) Read(p []byte) (int, error) {
	n, err := c.body.Read(p)
	c.sum.Write(p[:n])
	return n, err
}

func (c *checksummed) Close() error { return c.body.Close() }

func snapshotOk(u string, h hash.Hash) (io.ReadCloser, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	rc, err := newChecksummed(resp.Body, h, resp.Header.Get("Digest"))
	if err != nil {
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
		return nil, err
	}
	return rc, nil
}

func snapshotBad(u string, h hash.Hash) (io.ReadCloser, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed when err != nil`
	if err != nil {
		return nil, err
	}
	rc, err := newChecksummed(resp.Body, h, resp.Header.Get("Digest"))
	if err != nil {
		return nil, err
	}
	return rc, nil
}

func snapshotUsedBad(u string, h hash.Hash) error {
	rc, err := snapshotOk(u, h) // want `response body from .*snapshotOk is never closed`
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, rc)
	return err
}

// call is one exchange: its response is closed when the reader is.
type call struct {
	resp  *http.Response
	in    *bufio.Reader
	ready chan struct{}
}

func (c *call) validate(resp *http.Response) error {
	if resp.StatusCode != 200 {
		return errors.New(resp.Status)
	}
	return nil
}

// Whoever owns the call closes its response, valid or not.
func (c *call) makeRequestOk(client *http.Client, req *http.Request) error {
	defer close(c.ready)
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	c.resp = resp
	if err := c.validate(resp); err != nil {
		return err
	}
	c.in = bufio.NewReader(resp.Body)
	return nil
}

func (c *call) CloseRead() error {
	<-c.ready
	if c.resp == nil {
		return nil
	}
	return c.resp.Body.Close()
}
