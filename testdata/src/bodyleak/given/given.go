// Package given passes constants to functions that ask for them.
package given

import (
	"errors"
	"io"
	"net/http"
)

func finish(resp *http.Response, closing bool) {
	if closing {
		resp.Body.Close()
	}
}

func closingOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	finish(resp, true)
	return nil
}

func leavingBad(u string) error {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return err
	}
	finish(resp, false)
	return nil
}

func variableOk(u string, closing bool) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	finish(resp, closing)
	if !closing {
		resp.Body.Close()
	}
	return nil
}

// wrap can fail for one scheme only.
func wrap(body io.ReadCloser, scheme string) (io.ReadCloser, error) {
	if scheme == "gzip" {
		return nil, errors.New("not supported")
	}
	return body, nil
}

func plainOk(u string) (io.ReadCloser, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	return wrap(resp.Body, "plain")
}

func gzipBad(u string) (io.ReadCloser, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return nil, err
	}
	return wrap(resp.Body, "gzip")
}

func anyBad(u, scheme string) (io.ReadCloser, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed`
	if err != nil {
		return nil, err
	}
	return wrap(resp.Body, scheme)
}

func level(resp *http.Response, n int) {
	switch {
	case n > 2:
		resp.Body.Close()
	default:
		io.Copy(io.Discard, resp.Body)
	}
}

func numberOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	level(resp, 3)
	return nil
}

func numberBad(u string) error {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed, though it is read to the end`
	if err != nil {
		return err
	}
	level(resp, 2)
	return nil
}

// close1 passes what it knows on.
func close1(resp *http.Response, closing bool) {
	if closing {
		finish(resp, closing)
	}
}

func passedOnOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	close1(resp, true)
	return nil
}

// decode closes what it reads.
func decode(resp *http.Response, v *string) error {
	if v == nil {
		return nil
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	*v = string(b)
	return err
}

func nilBad(u string) error {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return err
	}
	return decode(resp, nil)
}

func notNilOk(u string) (string, error) {
	resp, err := http.Get(u)
	if err != nil {
		return "", err
	}
	var text string
	err = decode(resp, &text)
	return text, err
}
