// Package errwrap gives the error another form before it asks for it.
package errwrap

import (
	"errors"
	"fmt"
	"log"
	"net/http"
	"net/url"
)

// wrap is nil where err is.
func wrap(err error, msg string) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", msg, err)
}

func wrappedOk(u string) error {
	resp, err := http.Get(u)
	if err := wrap(err, "get"); err != nil {
		return err
	}
	return resp.Body.Close()
}

func wrappedSameOk(u string) error {
	resp, err := http.Get(u)
	err = wrap(err, "get")
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func wrappedInsideOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		err = fmt.Errorf("get %s: %w", u, err)
		log.Print(err)
	}
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func joinedBad(u, v string) error {
	a, err1 := http.Get(u) // want `response body from http\.Get is not closed`
	b, err2 := http.Get(v) // want `response body from http\.Get is not closed`
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	return errors.Join(a.Body.Close(), b.Body.Close())
}

func joinedOk(u, v string) error {
	a, err1 := http.Get(u)
	if err1 == nil {
		defer a.Body.Close()
	}
	b, err2 := http.Get(v)
	if err2 == nil {
		defer b.Body.Close()
	}
	return errors.Join(err1, err2)
}

// logged tells whether there was an error.
func logged(err error) bool {
	if err != nil {
		log.Print(err)
		return true
	}
	return false
}

func loggedOk(u string) {
	resp, err := http.Get(u)
	if logged(err) {
		return
	}
	resp.Body.Close()
}

func loggedBad(u string) {
	resp, err := http.Get(u) // want `response body from http\.Get is (never|not) closed`
	if !logged(err) {
		return
	}
	if resp != nil {
		resp.Body.Close()
	}
}

// noError is the opposite.
func noError(err error) bool { return err == nil }

func noErrorOk(u string) {
	resp, err := http.Get(u)
	if !noError(err) {
		return
	}
	resp.Body.Close()
}

func unwrappedOk(u string) error {
	resp, err := http.Get(u)
	if cause := errors.Unwrap(err); cause != nil {
		return cause
	}
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func asTypeOk(u string) error {
	resp, err := http.Get(u)
	if uerr, ok := errors.AsType[*url.Error](err); ok {
		return uerr.Err
	}
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

type result struct {
	resp *http.Response
	err  error
}

func (r *result) failed() bool { return r.err != nil }

// The error is in a field, and the test of it in a method.
func FP_method(u string) error {
	var r result
	r.resp, r.err = http.Get(u) // want `is not closed when r\.failed`
	if r.failed() {
		return r.err
	}
	return r.resp.Body.Close()
}
