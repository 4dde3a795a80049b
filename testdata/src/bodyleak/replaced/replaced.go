// Package replaced puts something else into resp.Body.
package replaced

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
)

// Close of the variable is Close of the NopCloser.
func nopCloserBad(u string) ([]byte, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return nil, err
	}
	resp.Body = io.NopCloser(io.LimitReader(resp.Body, 1<<20))
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// The deferred call has the body as it was.
func deferredFirstOk(u string) ([]byte, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	resp.Body = io.NopCloser(io.LimitReader(resp.Body, 1<<20))
	return io.ReadAll(resp.Body)
}

func savedFirstOk(u string) (*http.Response, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	body := resp.Body
	defer body.Close()
	b, err := io.ReadAll(body)
	if err != nil {
		return nil, err
	}
	resp.Body = io.NopCloser(bytes.NewReader(b))
	return resp, nil
}

func closedThenReplacedOk(u string) (*http.Response, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(resp.Body)
	if cerr := resp.Body.Close(); err == nil {
		err = cerr
	}
	resp.Body = io.NopCloser(bytes.NewReader(b))
	return resp, err
}

// The body was never closed before its copy took its place.
func replacedBad(u string) (*http.Response, error) {
	resp, err := http.Get(u) // want `response body from http\.Get`
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		resp.Body.Close()
		return nil, err
	}
	resp.Body = io.NopCloser(bytes.NewReader(b))
	return resp, nil
}

func maxBytesOk(w http.ResponseWriter, u string) ([]byte, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	resp.Body = http.MaxBytesReader(w, resp.Body, 1<<20)
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// On the compressed path Close reaches the decoder alone.
func decoderInPlaceBad(u string) ([]byte, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed`
	if err != nil {
		return nil, err
	}
	r := resp.Body
	if resp.Header.Get("Content-Encoding") == "gzip" {
		zr, err := gzip.NewReader(r)
		if err != nil {
			r.Close()
			return nil, err
		}
		r = zr
	}
	defer r.Close()
	return io.ReadAll(r)
}

type gzipBody struct {
	zr   *gzip.Reader
	body io.ReadCloser
}

func (b *gzipBody) Read(p []byte) (n int, err error) {
	if b.zr == nil {
		if b.zr, err = gzip.NewReader(b.body); err != nil {
			return 0, err
		}
	}
	return b.zr.Read(p)
}

func (b *gzipBody) Close() error {
	if b.zr != nil {
		b.zr.Close()
	}
	return b.body.Close()
}

func lazyGzipOk(u string) ([]byte, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	if resp.Header.Get("Content-Encoding") == "gzip" {
		resp.Body = &gzipBody{body: resp.Body}
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

type buffered struct {
	*bufio.Reader
	io.Closer
}

func peekedOk(u string) (*http.Response, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	br := bufio.NewReader(resp.Body)
	if _, err := br.Peek(1); err != nil {
		resp.Body.Close()
		return nil, err
	}
	resp.Body = &buffered{br, resp.Body}
	return resp, nil
}

// In a hook the response is the caller's, whatever becomes of its body.
func modifyResponseOk(resp *http.Response) error {
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	resp.Body.Close()
	resp.Body = io.NopCloser(bytes.NewReader(b))
	return nil
}

func structCopyOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	clone := *resp
	return clone.Body.Close()
}

func structCopyReturnedOk(u string) (*http.Response, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	clone := new(http.Response)
	*clone = *resp
	clone.Header = resp.Header.Clone()
	return clone, nil
}
