// Package refill reads an answer to tell whether it is an error, and gives back
// the response with its text for a body.
package refill

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"iter"
	"net/http"
	"net/http/httputil"
	"os"
)

type client struct {
	http    *http.Client
	retries iter.Seq[int]
}

func (c *client) do(req *http.Request) (*http.Response, error) {
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, err
	}
	if resp == nil {
		return nil, errors.New("no response")
	}
	return resp, nil
}

// Whatever is returned has a body that is to be closed.
func (c *client) execute(req *http.Request, errorsWith200 bool) (res *http.Response, err error) {
	for range c.retries {
		res, err = c.do(req)
		if err != nil {
			continue
		}
		if res.StatusCode == http.StatusOK && !errorsWith200 {
			return res, nil
		}
		text, err := io.ReadAll(res.Body)
		res.Body.Close()
		if err != nil {
			return nil, err
		}
		res.Body = io.NopCloser(bytes.NewReader(text))
		if len(text) == 0 {
			return res, nil
		}
		if res.StatusCode < 500 {
			return res, errors.New(res.Status)
		}
	}
	return res, err
}

func (c *client) removeBad(req *http.Request) error {
	resp, err := c.execute(req, false) // want `response body from \(\*client\)\.execute is never closed`
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusNoContent {
		return errors.New(resp.Status)
	}
	return nil
}

func (c *client) removeOk(req *http.Request) error {
	resp, err := c.execute(req, false)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusNoContent {
		return errors.New(resp.Status)
	}
	return nil
}

// Closed before the next attempt; what is returned is another response.
func (c *client) again(req *http.Request, n int) (*http.Response, error) {
	for range n {
		res, err := c.do(req)
		if err != nil {
			return nil, err
		}
		if res.StatusCode < 500 {
			return res, nil
		}
		res.Body.Close()
	}
	return nil, errors.New("gave up")
}

func (c *client) statusBad(req *http.Request) (int, error) {
	resp, err := c.again(req, 3) // want `response body from \(\*client\)\.again is never closed`
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

// The response is there for its headers: nothing is left to be closed.
func (c *client) head(req *http.Request) (*http.Response, error) {
	res, err := c.do(req)
	if err != nil {
		return nil, err
	}
	res.Body.Close()
	return res, nil
}

func (c *client) headOk(req *http.Request) (string, error) {
	resp, err := c.head(req)
	if err != nil {
		return "", err
	}
	return resp.Header.Get("ETag"), nil
}

// Not traced, or without the body, what is returned is the body that came.
func (c *client) traced(req *http.Request, trace bool) (*http.Response, error) {
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, err
	}
	if trace {
		if err := print(resp); err != nil {
			resp.Body.Close()
			return nil, err
		}
	}
	return resp, nil
}

func print(resp *http.Response) error {
	failed := resp.StatusCode >= 300
	text, err := httputil.DumpResponse(resp, failed)
	if err != nil {
		return err
	}
	_, err = os.Stderr.Write(text)
	return err
}

func dumpedBad(c *client, req *http.Request) (int, error) {
	resp, err := c.traced(req, false) // want `response body from \(\*client\)\.traced is never closed`
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func dumpedOk(c *client, req *http.Request) (int, error) {
	resp, err := c.traced(req, false)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

// Headers alone leave the body as it is.
func headersBad(req *http.Request) ([]byte, error) {
	resp, err := http.DefaultClient.Do(req) // want `response body from \(\*http\.Client\)\.Do is never closed`
	if err != nil {
		return nil, err
	}
	return httputil.DumpResponse(resp, false)
}

// With the body, what is left in the response is a copy in memory.
func wholeOk(req *http.Request) ([]byte, error) {
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	return httputil.DumpResponse(resp, true)
}

func someBad(req *http.Request) (int, error) {
	resp, err := http.DefaultClient.Do(req) // want `response body from \(\*http\.Client\)\.Do is not closed when resp\.StatusCode < 300`
	if err != nil {
		return 0, err
	}
	if resp.StatusCode >= 300 {
		text, err := httputil.DumpResponse(resp, true)
		if err != nil {
			return 0, err
		}
		return 0, errors.New(string(text))
	}
	return resp.StatusCode, nil
}

// Depending on what its caller says, the body is dumped and with that closed.
func dump(resp *http.Response, body bool) []byte {
	text, _ := httputil.DumpResponse(resp, body)
	return text
}

func askedOk(req *http.Request) ([]byte, error) {
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	return dump(resp, true), nil
}

// peek puts what it has read back.
func peek(resp *http.Response) ([]byte, error) {
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	resp.Body = io.NopCloser(bytes.NewReader(text))
	return text, err
}

func (c *client) checked(req *http.Request) (*http.Response, error) {
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusOK {
		return resp, nil
	}
	if _, err := peek(resp); err != nil {
		return nil, err
	}
	return resp, nil
}

func checkedBad(c *client, req *http.Request) (int, error) {
	resp, err := c.checked(req) // want `response body from \(\*client\)\.checked is never closed`
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func checkedOk(c *client, req *http.Request) (int, error) {
	resp, err := c.checked(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

func peekedOk(req *http.Request) (string, error) {
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", err
	}
	text, err := peek(resp)
	return string(text), err
}

// unzip puts a reader around the body, which closes both.
func unzip(resp *http.Response) error {
	if resp.Header.Get("Content-Encoding") != "gzip" {
		return nil
	}
	r, err := gzip.NewReader(resp.Body)
	if err != nil {
		return err
	}
	resp.Body = &both{r, []io.Closer{r, resp.Body}}
	return nil
}

type both struct {
	io.Reader
	all []io.Closer
}

func (b *both) Close() (err error) {
	for _, c := range b.all {
		err = errors.Join(err, c.Close())
	}
	return err
}

func (c *client) unzipped(req *http.Request) (*http.Response, error) {
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, err
	}
	if err := unzip(resp); err != nil {
		resp.Body.Close()
		return nil, err
	}
	return resp, nil
}

func unzippedBad(c *client, req *http.Request) (int, error) {
	resp, err := c.unzipped(req) // want `response body from \(\*client\)\.unzipped is never closed`
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func unzippedOk(c *client, req *http.Request) (int, error) {
	resp, err := c.unzipped(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}
