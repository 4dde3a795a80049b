// Package param has responses that come in as arguments: they belong to the
// caller.
package param

import (
	"errors"
	"io"
	"net/http"
)

func borrowedOk(resp *http.Response) ([]byte, error) {
	return io.ReadAll(resp.Body)
}

func closedOk(resp *http.Response) error {
	return resp.Body.Close()
}

// As a hook of httputil.ReverseProxy would be.
func modifyOk(resp *http.Response) error {
	if resp.StatusCode == 500 {
		return errors.New("bad gateway")
	}
	resp.Header.Del("Server")
	return nil
}

func readAndClose(resp *http.Response) ([]byte, error) {
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func read(resp *http.Response) ([]byte, error) {
	return io.ReadAll(resp.Body)
}

func closeBody(body io.Closer) { body.Close() }

func drain(body io.ReadCloser) {
	io.Copy(io.Discard, body)
	closeBody(body)
}

func helperClosesOk(u string) ([]byte, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	return readAndClose(resp)
}

func helperReadsBad(u string) ([]byte, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return nil, err
	}
	return read(resp)
}

func helperOfHelperOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	drain(resp.Body)
	return nil
}

// closeOnError closes only when it returns an error.
func closeOnError(resp *http.Response) error {
	if resp.StatusCode != 200 {
		resp.Body.Close()
		return errors.New(resp.Status)
	}
	return nil
}

func closeOnErrorOk(u string) (*http.Response, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	if err := closeOnError(resp); err != nil {
		return nil, err
	}
	return resp, nil
}

func closeOnErrorBad(u string) error {
	resp, err := http.Get(u) // want `response body from http\.Get is (never closed|not closed)`
	if err != nil {
		return err
	}
	return closeOnError(resp)
}

// closeOnSuccess keeps its hands off when it fails.
func closeOnSuccess(resp *http.Response) error {
	if resp.StatusCode != 200 {
		return errors.New(resp.Status)
	}
	resp.Body.Close()
	return nil
}

// closeReporting fails with an open body, or because Close did.
func closeReporting(resp *http.Response) error {
	if resp.StatusCode != 200 {
		return errors.New(resp.Status)
	}
	return resp.Body.Close()
}

// The error of Close is taken to be nil, so failures leave the body open.
func closeReportingBad(u string) error {
	resp, err := http.Get(u) // want `is not closed`
	if err != nil {
		return err
	}
	return closeReporting(resp)
}

func closeOnSuccessBad(u string) error {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed`
	if err != nil {
		return err
	}
	if err := closeOnSuccess(resp); err != nil {
		return err
	}
	return nil
}

func closeOnSuccessOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	if err := closeOnSuccess(resp); err != nil {
		resp.Body.Close()
		return err
	}
	return nil
}

// The flag decides, and a caller that passes true is trusted.
func maybeClose(resp *http.Response, keep bool) {
	if !keep {
		resp.Body.Close()
	}
}

func maybeCloseOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	maybeClose(resp, false)
	return nil
}

// A recursive helper is followed as well.
func closeAfter(resp *http.Response, n int) {
	if n == 0 {
		resp.Body.Close()
		return
	}
	closeAfter(resp, n-1)
}

func recursiveOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	closeAfter(resp, 3)
	return nil
}

// Variadic closers get every argument in one slice.
func closeAll(cs ...io.Closer) {
	for _, c := range cs {
		c.Close()
	}
}

func variadicOk(u, v string) error {
	a, err := http.Get(u)
	if err != nil {
		return err
	}
	b, err := http.Get(v)
	if err != nil {
		closeAll(a.Body)
		return err
	}
	defer closeAll(a.Body, b.Body)
	return nil
}

// The callback gets the response, the helper closes it.
func with(u string, f func(*http.Response) error) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return f(resp)
}

func callbackOk(u string) error {
	return with(u, func(resp *http.Response) error {
		_, err := io.Copy(io.Discard, resp.Body)
		return err
	})
}
