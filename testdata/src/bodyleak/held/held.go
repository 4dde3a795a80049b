// Package held keeps a response alive in a literal or a method value that is
// given away.
package held

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"sync"
	"time"
)

type handle struct {
	status int
	close  func() error
}

func (h *handle) Close() error { return h.close() }

func literalOk(u string) (*handle, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	return &handle{resp.StatusCode, func() error {
		io.Copy(io.Discard, resp.Body)
		return resp.Body.Close()
	}}, nil
}

func methodValueOk(u string) (*handle, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	return &handle{status: resp.StatusCode, close: resp.Body.Close}, nil
}

func setLaterOk(u string) (*handle, error) {
	h := &handle{close: func() error { return nil }}
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	h.status = resp.StatusCode
	h.close = resp.Body.Close
	return h, nil
}

func setLaterBad(u string) (*handle, error) {
	h := &handle{close: func() error { return nil }}
	resp, err := http.Get(u) // want `response body from http\.Get is not closed when h\.status != 200`
	if err != nil {
		return nil, err
	}
	if h.status = resp.StatusCode; h.status != 200 {
		return h, nil
	}
	h.close = resp.Body.Close
	return h, nil
}

type options struct{ onDone []func() }

func (o *options) onStop(f func()) { o.onDone = append(o.onDone, f) }

func registeredOk(o *options, u string) (string, error) {
	resp, err := http.Get(u)
	if err != nil {
		return "", err
	}
	o.onStop(func() { resp.Body.Close() })
	return resp.Status, nil
}

type readerFunc func(p []byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

// Closes itself at the end of what it reads.
func selfClosingOk(u string) (io.Reader, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	return readerFunc(func(p []byte) (int, error) {
		n, err := resp.Body.Read(p)
		if err != nil {
			resp.Body.Close()
		}
		return n, err
	}), nil
}

type closeAtEOF struct {
	io.ReadCloser
	once sync.Once
}

func (c *closeAtEOF) Read(p []byte) (int, error) {
	n, err := c.ReadCloser.Read(p)
	if err == io.EOF {
		c.once.Do(func() { c.ReadCloser.Close() })
	}
	return n, err
}

func closeAtEOFOk(u string) (io.Reader, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	return &closeAtEOF{ReadCloser: resp.Body}, nil
}

// Read in a goroutine that tells of the end; cancelling closes.
func watchedOk(ctx context.Context, u string) (<-chan string, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	stop := context.AfterFunc(ctx, func() { resp.Body.Close() })
	lines := make(chan string)
	go func() {
		defer close(lines)
		defer stop()
		s := bufio.NewScanner(resp.Body)
		for s.Scan() {
			lines <- s.Text()
		}
	}()
	return lines, nil
}

func timedOutOk(u string, d time.Duration) ([]byte, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	t := time.AfterFunc(d, func() { resp.Body.Close() })
	defer t.Stop()
	return io.ReadAll(resp.Body)
}

// The handler keeps the body, and serves it once.
func handlerOk(u string) (http.HandlerFunc, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	return func(w http.ResponseWriter, r *http.Request) {
		defer resp.Body.Close()
		io.Copy(w, resp.Body)
	}, nil
}

// Only the status is held.
func statusOnlyBad(u string) (func() int, error) {
	resp, err := http.Get(u) // want `response body from http\.Get`
	if err != nil {
		return nil, err
	}
	code := resp.StatusCode
	return func() int { return code }, nil
}
