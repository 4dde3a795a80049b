// Package channel sends responses to whoever receives them.
package channel

import (
	"context"
	"net/http"
)

func sentOk(u string, out chan<- *http.Response) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	out <- resp
	return nil
}

func sentOrClosedOk(u string, out chan<- *http.Response) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	select {
	case out <- resp:
	default:
		resp.Body.Close()
	}
	return nil
}

func sentOrDroppedBad(u string, out chan<- *http.Response) error {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed`
	if err != nil {
		return err
	}
	select {
	case out <- resp:
	default:
	}
	return nil
}

func cancelledBad(ctx context.Context, u string, out chan<- *http.Response) error {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed`
	if err != nil {
		return err
	}
	select {
	case out <- resp:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

type result struct {
	resp *http.Response
	err  error
}

func resultOk(u string) <-chan result {
	c := make(chan result, 1)
	go func() {
		resp, err := http.Get(u)
		c <- result{resp, err}
	}()
	return c
}

// The response is not this function's: it did not ask for it.
func receivedOk(in <-chan *http.Response) int {
	resp := <-in
	return resp.StatusCode
}

func awaitedOk(ctx context.Context, u string) (*http.Response, error) {
	c := resultOk(u)
	select {
	case r := <-c:
		return r.resp, r.err
	case <-ctx.Done():
		go func() {
			if r := <-c; r.err == nil {
				r.resp.Body.Close()
			}
		}()
		return nil, ctx.Err()
	}
}

// Nobody will ever receive it, but no one function shows that.
func FN_unread(u string) {
	c := make(chan *http.Response, 1)
	resp, err := http.Get(u)
	if err != nil {
		return
	}
	c <- resp
}
