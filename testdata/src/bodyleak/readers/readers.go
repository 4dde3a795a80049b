// Package readers puts readers on top of the body: some close it, most do not.
package readers

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"encoding/xml"
	"io"
	"net/http"
	"net/http/httputil"
)

func decoderBad(u string, v any) error {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return err
	}
	return json.NewDecoder(resp.Body).Decode(v)
}

func xmlDecoderBad(u string, v any) error {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return err
	}
	d := xml.NewDecoder(resp.Body)
	d.Strict = false
	return d.Decode(v)
}

func scannerBad(u string, line func(string)) error {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return err
	}
	s := bufio.NewScanner(resp.Body)
	for s.Scan() {
		line(s.Text())
	}
	return s.Err()
}

func copiedBad(u string, w io.Writer) error {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return err
	}
	_, err = io.Copy(w, io.TeeReader(io.LimitReader(resp.Body, 100), w))
	return err
}

// Closing a gzip.Reader does not close what it reads from.
func gzipBad(u string) ([]byte, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return nil, err
	}
	zr, err := gzip.NewReader(resp.Body)
	if err != nil {
		return nil, err
	}
	defer zr.Close()
	return io.ReadAll(zr)
}

func gzipOk(u string) ([]byte, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	zr, err := gzip.NewReader(resp.Body)
	if err != nil {
		return nil, err
	}
	defer zr.Close()
	return io.ReadAll(zr)
}

func nopCloserBad(u string) error {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return err
	}
	return io.NopCloser(resp.Body).Close()
}

func maxBytesOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	rc := http.MaxBytesReader(nil, resp.Body, 1<<20)
	defer rc.Close()
	_, err = io.Copy(io.Discard, rc)
	return err
}

// The decoder is optional, the body is closed below it.
func encodedOk(u string, w io.Writer) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var r io.Reader = resp.Body
	if resp.Header.Get("Content-Encoding") == "gzip" {
		zr, err := gzip.NewReader(resp.Body)
		if err != nil {
			return err
		}
		defer zr.Close()
		r = zr
	}
	_, err = io.Copy(w, r)
	return err
}

type gzipBody struct {
	*gzip.Reader
	body io.Closer
}

func (b *gzipBody) Close() error {
	b.Reader.Close()
	return b.body.Close()
}

func gzipBodyOk(u string) (io.ReadCloser, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	zr, err := gzip.NewReader(resp.Body)
	if err != nil {
		resp.Body.Close()
		return nil, err
	}
	return &gzipBody{zr, resp.Body}, nil
}

func gzipBodyBad(u string) (io.ReadCloser, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed when err != nil`
	if err != nil {
		return nil, err
	}
	zr, err := gzip.NewReader(resp.Body)
	if err != nil {
		return nil, err
	}
	return &gzipBody{zr, resp.Body}, nil
}

// counted counts what is read through it.
type counted struct {
	rc io.ReadCloser
	n  int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.rc.Read(p)
	c.n += int64(n)
	return n, err
}

func (c *counted) Close() error { return c.rc.Close() }

// Piped through a wrapper and closed in the same function.
func wrappedOk(u string) (int64, error) {
	resp, err := http.Get(u)
	if err != nil {
		return 0, err
	}
	body := &counted{rc: resp.Body}
	defer body.Close()
	_, err = io.Copy(io.Discard, body)
	return body.n, err
}

func wrappedBad(u string) (int64, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return 0, err
	}
	body := &counted{rc: resp.Body}
	_, err = io.Copy(io.Discard, body)
	return body.n, err
}

// DumpResponse reads the body, closes it and puts a copy in its place.
func dumpedOk(u string) ([]byte, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	return httputil.DumpResponse(resp, true)
}

// Write closes the body after it is sent.
func writtenOk(u string, w io.Writer) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	return resp.Write(w)
}

// What ReadResponse returns reads from the caller's connection and holds
// nothing of its own.
func readResponseOk(r *bufio.Reader, req *http.Request) (int, error) {
	resp, err := http.ReadResponse(r, req)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}
