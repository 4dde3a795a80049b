// Package predicate has functions that answer true only for an error.
package predicate

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
)

func errorsIsOk(u string) error {
	resp, err := http.Get(u)
	if errors.Is(err, context.Canceled) {
		return nil
	}
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func errorsAsOk(u string) error {
	resp, err := http.Get(u)
	var uerr *url.Error
	if errors.As(err, &uerr) {
		return uerr.Err
	}
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func sentinelOk(u string) error {
	resp, err := http.Get(u)
	if err == io.EOF {
		return nil
	}
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func timeoutOk(u string) error {
	resp, err := http.Get(u)
	if os.IsTimeout(err) {
		return nil
	}
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func typeAssertedOk(u string) error {
	resp, err := http.Get(u)
	if ne, ok := err.(net.Error); ok && ne.Timeout() {
		return ne
	}
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func typeSwitchOk(u string) error {
	resp, err := http.Get(u)
	switch e := err.(type) {
	case nil:
		return resp.Body.Close()
	case *url.Error:
		return e.Err
	default:
		return err
	}
}

func isRefused(err error) bool {
	if err == nil {
		return false
	}
	return strings.Contains(err.Error(), "refused")
}

func isTemporary(err error) bool {
	var ne net.Error
	return errors.As(err, &ne) && ne.Timeout()
}

func ownPredicateOk(u string) error {
	resp, err := http.Get(u)
	if isRefused(err) {
		return nil
	}
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func composedPredicateOk(u string) error {
	resp, err := http.Get(u)
	if isTemporary(err) || isRefused(err) {
		return nil
	}
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// A false answer says nothing: nil is not refused either.
func falseAnswerBad(u string) error {
	resp, err := http.Get(u) // want `response body from http\.Get is (never|not) closed`
	if !isRefused(err) {
		return err
	}
	if resp != nil {
		resp.Body.Close()
	}
	return nil
}

func succeeded(resp *http.Response, err error) bool {
	return err == nil && resp.StatusCode == 200
}

// The helper looks at both; only its true answer is followed by a Close.
func statusPredicateBad(u string) {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed`
	if !succeeded(resp, err) {
		return
	}
	resp.Body.Close()
}
