// Package capture closes in a deferred helper that keeps the error.
package capture

import (
	"errors"
	"fmt"
	"io"
	"net/http"

	"go.uber.org/multierr"
)

func closeWithErr(err *error, c io.Closer, what string) {
	if cerr := c.Close(); cerr != nil {
		*err = errors.Join(*err, fmt.Errorf("%s: %w", what, cerr))
	}
}

func call(err *error, f func() error) {
	if ferr := f(); ferr != nil && *err == nil {
		*err = ferr
	}
}

func helperOk(u string) (err error) {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer closeWithErr(&err, resp.Body, "close body")
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

func methodValueOk(u string) (err error) {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer call(&err, resp.Body.Close)
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

func multierrOk(u string) (err error) {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer multierr.AppendInvoke(&err, multierr.Close(resp.Body))
	return nil
}

func multierrFuncOk(u string) (err error) {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer func() { err = multierr.Combine(err, resp.Body.Close()) }()
	return nil
}

// The helper runs what it is given only when there was an error.
func onError(err *error, f func() error) {
	if *err != nil {
		f()
	}
}

func onErrorOk(u string) (_ *http.Response, err error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	defer onError(&err, resp.Body.Close)
	if resp.StatusCode != 200 {
		return nil, errors.New(resp.Status)
	}
	return resp, nil
}

// Resources that were opened one after the other, closed in reverse.
type stack struct{ funcs []func() error }

func (s *stack) push(f func() error) { s.funcs = append(s.funcs, f) }

func (s *stack) run() (err error) {
	for i := len(s.funcs) - 1; i >= 0; i-- {
		err = errors.Join(err, s.funcs[i]())
	}
	return err
}

func stackOk(us []string) (err error) {
	var s stack
	defer func() { err = errors.Join(err, s.run()) }()
	for _, u := range us {
		resp, err := http.Get(u)
		if err != nil {
			return err
		}
		s.push(resp.Body.Close)
	}
	return nil
}

func stackLiteralOk(us []string) (err error) {
	s := &stack{}
	defer s.run()
	for _, u := range us {
		resp, err := http.Get(u)
		if err != nil {
			return err
		}
		s.push(func() error {
			io.Copy(io.Discard, resp.Body)
			return resp.Body.Close()
		})
	}
	return nil
}

// The deferred literal closes whatever the variable holds at the end.
func rotatedOk(us []string) error {
	var cur io.ReadCloser
	defer func() {
		if cur != nil {
			cur.Close()
		}
	}()
	for _, u := range us {
		resp, err := http.Get(u)
		if err != nil {
			return err
		}
		if cur != nil {
			cur.Close()
		}
		cur = resp.Body
	}
	return nil
}

func rotatedBad(us []string) error {
	var cur io.ReadCloser
	defer func() {
		if cur != nil {
			cur.Close()
		}
	}()
	for _, u := range us {
		resp, err := http.Get(u) // want `response body from http\.Get is (overwritten|not closed)`
		if err != nil {
			return err
		}
		cur = resp.Body
	}
	return nil
}
