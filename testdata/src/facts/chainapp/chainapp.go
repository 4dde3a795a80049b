// Package chainapp sends its requests through package chain.
package chainapp

import (
	"io"
	"net/http"

	"facts/chain"
)

func deferredOk(c *chain.Client, req *http.Request) ([]byte, error) {
	_, resp, err := chain.RequireOK(c.DoRequest(req))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func inlineOk(c *chain.Client, req *http.Request) error {
	d, resp, err := chain.RequireOK(c.DoRequest(req))
	if err != nil {
		return err
	}
	resp.Body.Close()
	_ = d
	return nil
}

func valueOk(c *chain.Client, req *http.Request) error {
	check := chain.RequireStatusIn(200, 404)
	_, resp, err := check(c.DoRequest(req))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return nil
}

func streamedOk(c *chain.Client, req *http.Request, out chan<- []byte) error {
	_, resp, err := chain.RequireOK(c.DoRequest(req))
	if err != nil {
		return err
	}
	go func() {
		defer resp.Body.Close()
		b, _ := io.ReadAll(resp.Body)
		out <- b
	}()
	return nil
}

func plainOk(u string) error {
	resp, err := chain.OK(http.Get(u))
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func plainBad(u string) (int64, error) {
	resp, err := chain.OK(http.Get(u)) // want `response body from .*`
	if err != nil {
		return 0, err
	}
	return io.Copy(io.Discard, resp.Body)
}

func doRequestBad(c *chain.Client, req *http.Request) (int, error) {
	_, resp, err := c.DoRequest(req) // want `response body from .*DoRequest is never closed`
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func rawOk(c *chain.Client, req *http.Request) error {
	body, err := c.Raw(req)
	if err != nil {
		return err
	}
	return body.Close()
}
