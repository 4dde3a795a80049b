// Package events reads streams of events, reconnecting when they break.
package events

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"time"
)

func streamOk(ctx context.Context, c *http.Client, req *http.Request, on func(string)) error {
	for ctx.Err() == nil {
		resp, err := c.Do(req)
		if err != nil {
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-time.After(time.Second):
				continue
			}
		}
		s := bufio.NewScanner(resp.Body)
		for s.Scan() {
			on(s.Text())
		}
		resp.Body.Close()
	}
	return ctx.Err()
}

func streamBad(ctx context.Context, c *http.Client, req *http.Request, on func(string) error) error {
	for {
		resp, err := c.Do(req) // want `response body from .*Do is not closed`
		if err != nil {
			return err
		}
		s := bufio.NewScanner(resp.Body)
		for s.Scan() {
			if err := on(s.Text()); err != nil {
				return err
			}
		}
		resp.Body.Close()
	}
}

func statusBad(ctx context.Context, c *http.Client, req *http.Request, out chan<- string) error {
	resp, err := c.Do(req) // want `response body from .*Do is not closed when resp\.StatusCode != 200`
	if err != nil {
		return err
	}
	if resp.StatusCode != 200 {
		return errors.New(resp.Status)
	}
	go func() {
		defer close(out)
		defer resp.Body.Close()
		s := bufio.NewScanner(resp.Body)
		for s.Scan() {
			out <- s.Text()
		}
	}()
	return nil
}

// A Reader is closed by its user.
type Reader struct {
	body io.ReadCloser
	s    *bufio.Scanner
	err  error
}

func newReader(c *http.Client, req *http.Request) (*Reader, error) {
	resp, err := c.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != 200 {
		resp.Body.Close()
		return nil, errors.New(resp.Status)
	}
	return &Reader{body: resp.Body, s: bufio.NewScanner(resp.Body)}, nil
}

func (r *Reader) Next(v any) bool {
	if r.err != nil || !r.s.Scan() {
		return false
	}
	r.err = json.Unmarshal(r.s.Bytes(), v)
	return r.err == nil
}

func (r *Reader) Close() error { return r.body.Close() }

func readerOk(c *http.Client, req *http.Request) error {
	r, err := newReader(c, req)
	if err != nil {
		return err
	}
	defer r.Close()
	for r.Next(nil) {
	}
	return r.err
}

func readerBad(c *http.Client, req *http.Request) error {
	r, err := newReader(c, req) // want `response body from .*newReader is never closed`
	if err != nil {
		return err
	}
	for r.Next(nil) {
	}
	return r.err
}

// The reader is given to a goroutine that closes it at the end.
func readerInGoroutineOk(c *http.Client, req *http.Request, out chan<- bool) error {
	r, err := newReader(c, req)
	if err != nil {
		return err
	}
	go func() {
		defer r.Close()
		for r.Next(nil) {
			out <- true
		}
	}()
	return nil
}

type subscription struct {
	cancel context.CancelFunc
	r      *Reader
}

func (s *subscription) Stop() {
	s.cancel()
	s.r.Close()
}

func subscribeOk(ctx context.Context, c *http.Client, req *http.Request) (*subscription, error) {
	ctx, cancel := context.WithCancel(ctx)
	r, err := newReader(c, req.WithContext(ctx))
	if err != nil {
		cancel()
		return nil, err
	}
	return &subscription{cancel, r}, nil
}

// Cancelling the context ends the connection, too, but nobody else closes.
func timeoutBad(ctx context.Context, c *http.Client, req *http.Request) (int, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	resp, err := c.Do(req.WithContext(ctx)) // want `response body from .*Do is never closed`
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}
