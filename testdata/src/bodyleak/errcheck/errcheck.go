// Package errcheck has the ways to ask whether the request failed: where it
// did, there is no body.
package errcheck

import (
	"errors"
	"io"
	"log"
	"net/http"
)

func namedResultOk(u string) (err error) {
	resp, err := http.Get(u)
	if err != nil {
		return
	}
	defer func() { err = errors.Join(err, resp.Body.Close()) }()
	_, err = io.Copy(io.Discard, resp.Body)
	return
}

func overwrittenErrBad(u string, other func() error) error {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed when err != nil`
	err = other()
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func copiedErrOk(u string) error {
	resp, err := http.Get(u)
	err2 := err
	if err2 != nil {
		return err2
	}
	return resp.Body.Close()
}

func nilFirstOk(u string) error {
	resp, err := http.Get(u)
	if nil != err {
		return err
	}
	return resp.Body.Close()
}

func negatedOk(u string) error {
	resp, err := http.Get(u)
	if !(err == nil) {
		return err
	}
	return resp.Body.Close()
}

func switchTrueOk(u string) error {
	resp, err := http.Get(u)
	switch {
	case err != nil:
		return err
	}
	return resp.Body.Close()
}

func switchErrOk(u string) error {
	resp, err := http.Get(u)
	switch err {
	case nil:
	default:
		return err
	}
	return resp.Body.Close()
}

func closedInsideErrNilOk(u string) {
	if resp, err := http.Get(u); err == nil {
		resp.Body.Close()
	}
}

func respNotNilOk(u string) error {
	resp, err := http.Get(u)
	if resp != nil {
		defer resp.Body.Close()
	}
	if err != nil {
		return err
	}
	return nil
}

func respAndBodyNotNilOk(u string) error {
	resp, err := http.Get(u)
	if resp != nil && resp.Body != nil {
		defer resp.Body.Close()
	}
	return err
}

func respNilOk(u string) error {
	resp, err := http.Get(u)
	if resp == nil {
		return err
	}
	return resp.Body.Close()
}

func bodyNilOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	if resp.Body == nil {
		return errors.New("no body")
	}
	return resp.Body.Close()
}

func bodyVariableOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	rc := resp.Body
	if rc != nil {
		defer rc.Close()
	}
	return nil
}

func shadowedErrBad(u string, do func(*http.Request) error) error {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return err
	}
	if err := do(resp.Request); err != nil {
		return err
	}
	return nil
}

// The error is logged and the function goes on: with a nil response it would
// crash, so the rest is about the response that is there.
func loggedAndGoesOnOk(u string) {
	resp, err := http.Get(u)
	if err != nil {
		log.Print(err)
	}
	defer resp.Body.Close()
}

func errorOnlyInElseOk(u string) error {
	if resp, err := http.Get(u); err != nil {
		return err
	} else {
		return resp.Body.Close()
	}
}

// One variable serves two requests; the second error says nothing of the first
// response.
func secondRequestBad(u, v string) error {
	first, err := http.Get(u) // want `response body from http\.Get is not closed when err != nil`
	if err != nil {
		return err
	}
	second, err := http.Get(v)
	if err != nil {
		return err
	}
	defer first.Body.Close()
	defer second.Body.Close()
	return nil
}
