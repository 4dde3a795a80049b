// Package embeddingapp gets its responses wrapped.
package embeddingapp

import (
	"io"

	"facts/embedding"
)

func processBad(c *embedding.Conn) (names []string, err error) {
	resp, err := c.DoRequest("GET", "/list", nil) // want `response body from .*DoRequest is never closed`
	if err != nil {
		return nil, err
	}
	return names, resp.Process(&names)
}

func successBad(c *embedding.Conn) (bool, error) {
	resp, err := c.DoRequest("GET", "/exists", nil) // want `response body from .*DoRequest is never closed`
	if err != nil {
		return false, err
	}
	return resp.IsSuccess(), nil
}

func processOk(c *embedding.Conn) (names []string, err error) {
	resp, err := c.DoRequest("GET", "/list", nil)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return names, resp.Process(&names)
}

func explicitFieldOk(c *embedding.Conn) error {
	resp, err := c.DoRequest("GET", "/list", nil)
	if err != nil {
		return err
	}
	defer resp.Response.Body.Close()
	return resp.Process(nil)
}

func finishOk(c *embedding.Conn) error {
	resp, err := c.DoRequest("GET", "/list", nil)
	if err != nil {
		return err
	}
	return resp.Finish(nil)
}

func bodyReturnedOk(c *embedding.Conn) (io.ReadCloser, error) {
	resp, err := c.DoRequest("GET", "/export", nil)
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

func statusBad(c *embedding.Conn, w io.Writer) error {
	resp, err := c.DoRequest("GET", "/export", nil) // want `response body from .*DoRequest is not closed when resp\.StatusCode != 200`
	if err != nil {
		return err
	}
	if resp.StatusCode != 200 {
		return io.EOF
	}
	defer resp.Body.Close()
	_, err = io.Copy(w, resp.Body)
	return err
}

// The copy happens later, in what is returned, and closes nothing there.
func laterBad(c *embedding.Conn, w io.Writer) (func() error, error) {
	resp, err := c.DoRequest("GET", "/export", nil) // want `response body from .*DoRequest`
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != 200 {
		return nil, resp.Process(nil)
	}
	return func() error {
		_, err := io.Copy(w, resp.Body)
		return err
	}, nil
}

func laterOk(c *embedding.Conn, w io.Writer) (func() error, error) {
	resp, err := c.DoRequest("GET", "/export", nil)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != 200 {
		defer resp.Body.Close()
		return nil, resp.Process(nil)
	}
	return func() error {
		defer resp.Body.Close()
		_, err := io.Copy(w, resp.Body)
		return err
	}, nil
}
