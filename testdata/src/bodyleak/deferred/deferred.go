// Package deferred releases when the function returns.
package deferred

import (
	"errors"
	"io"
	"log"
	"net/http"
)

func literalOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }()
	return nil
}

func literalLoggingOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer func() {
		if err := resp.Body.Close(); err != nil {
			log.Print(err)
		}
	}()
	return nil
}

func argumentOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer func(b io.ReadCloser) {
		io.Copy(io.Discard, b)
		b.Close()
	}(resp.Body)
	return nil
}

func safeClose(what string, c io.Closer) {
	if err := c.Close(); err != nil {
		log.Print(what, err)
	}
}

func helperOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer safeClose("body", resp.Body)
	return nil
}

func closeResponse(resp *http.Response) {
	if resp == nil || resp.Body == nil {
		return
	}
	io.Copy(io.Discard, resp.Body)
	resp.Body.Close()
}

func beforeErrorCheckOk(u string) error {
	resp, err := http.Get(u)
	defer closeResponse(resp)
	if err != nil {
		return err
	}
	return nil
}

func literalBeforeErrorCheckOk(u string) error {
	resp, err := http.Get(u)
	defer func() {
		if resp != nil {
			resp.Body.Close()
		}
	}()
	if err != nil {
		return err
	}
	if resp.StatusCode != 200 {
		return errors.New(resp.Status)
	}
	return nil
}

func literalBeforeRequestOk(u string) error {
	var resp *http.Response
	defer func() {
		if resp != nil && resp.Body != nil {
			resp.Body.Close()
		}
	}()
	var err error
	resp, err = http.Get(u)
	if err != nil {
		return err
	}
	return nil
}

func onlyWhenDebuggingBad(u string, debug bool) error {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed unless debug`
	if err != nil {
		return err
	}
	if debug {
		defer resp.Body.Close()
	}
	return nil
}

// The deferred call has the first body; the second has nobody.
func reacquiredBad(u, v string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	resp, err = http.Get(v) // want `response body from http\.Get is never closed`
	if err != nil {
		return err
	}
	log.Print(resp.Status)
	return nil
}

// The literal reads the variable when it runs: the first body is lost.
func reacquiredLiteralBad(u, v string) error {
	resp, err := http.Get(u) // want `response body from http\.Get is overwritten`
	if err != nil {
		return err
	}
	defer func() { resp.Body.Close() }()
	resp, err = http.Get(v)
	if err != nil {
		return err
	}
	return nil
}

func reacquiredLiteralOk(u, v string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer func() {
		if resp != nil {
			resp.Body.Close()
		}
	}()
	resp.Body.Close()
	resp, err = http.Get(v)
	return err
}

func wrongBodyBad(u string, other *http.Response) error {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return err
	}
	defer other.Body.Close()
	log.Print(resp.Status)
	return nil
}

// The request's own body is not the response's.
func requestBodyBad(c *http.Client, req *http.Request) error {
	resp, err := c.Do(req) // want `response body from .*Do is never closed`
	if err != nil {
		return err
	}
	defer req.Body.Close()
	log.Print(resp.Status)
	return nil
}

func deferredPanicHandlerOk(u string) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = errors.New("panicked")
		}
	}()
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return nil
}

func deferAfterReturnBad(u string) ([]byte, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed when err != nil`
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return b, nil
}

// It panics where there is no answer, but it leaks nothing.
func plainBeforeErrorCheckOk(u string) ([]byte, error) {
	resp, err := http.Get(u)
	defer resp.Body.Close()
	if err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}
