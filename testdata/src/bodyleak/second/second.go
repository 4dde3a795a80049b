// Package second sends a second request on the way.
package second

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
)

// Both leak: the first on the path on which the second is asked, the second
// always.
func diagnosticBad(u, v string) (bool, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed when resp\.StatusCode == 404`
	if err != nil {
		return false, err
	}
	if resp.StatusCode == 404 {
		base, err := http.Get(v) // want `response body from http\.Get is never closed`
		if err != nil {
			return false, err
		}
		if base.StatusCode == 404 {
			return false, errors.New("no monitoring")
		}
		return false, errors.New("no channel")
	}
	defer resp.Body.Close()
	return true, nil
}

func outerVariableBad(c *http.Client, req *http.Request) (err error) {
	var resp *http.Response
	if resp, err = c.Do(req); err != nil { // want `response body from .*Do is never closed`
		return err
	}
	if resp.StatusCode != http.StatusOK {
		var b []byte
		if b, err = io.ReadAll(resp.Body); err != nil {
			return err
		}
		err = errors.New(string(b))
	}
	return err
}

func checkError(resp *http.Response) error {
	if resp.StatusCode/100 == 2 {
		return nil
	}
	var e struct{ Message string }
	if err := json.NewDecoder(resp.Body).Decode(&e); err != nil {
		return err
	}
	return errors.New(e.Message)
}

func deleteBad(c *http.Client, req *http.Request) error {
	resp, err := c.Do(req) // want `response body from .*Do is never closed`
	if err != nil {
		return err
	}
	return checkError(resp)
}

func findBad(c *http.Client, req *http.Request, v any) error {
	resp, err := c.Do(req) // want `response body from .*Do is not closed`
	if err != nil {
		return err
	}
	if err := checkError(resp); err != nil {
		return err
	}
	if err := json.NewDecoder(resp.Body).Decode(v); err != nil {
		return err
	}
	defer resp.Body.Close()
	return nil
}

type decoder interface {
	decode(r io.Reader, v any) error
}

type jsonDecoder struct{}

func (jsonDecoder) decode(r io.Reader, v any) error { return json.NewDecoder(r).Decode(v) }

func unmarshal(r io.Reader, v any) error { return json.NewDecoder(r).Decode(v) }

func readerArgumentBad(c *http.Client, u string, v any) error {
	resp, err := c.Get(u) // want `response body from .*Get is never closed`
	if err != nil {
		return err
	}
	if err := unmarshal(resp.Body, v); err != nil {
		return err
	}
	return nil
}

func interfaceArgumentBad(c *http.Client, d decoder, u string, v any) error {
	resp, err := c.Get(u) // want `response body from .*Get is never closed`
	if err != nil {
		return err
	}
	return d.decode(resp.Body, v)
}

func challengesBad(c *http.Client, u string) ([]string, error) {
	resp, err := c.Get(u) // want `response body from .*Get is never closed`
	if err != nil {
		return nil, err
	}
	return resp.Header.Values("WWW-Authenticate"), nil
}
