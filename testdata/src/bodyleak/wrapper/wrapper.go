// Package wrapper puts the body into another type.
package wrapper

import (
	"bytes"
	"context"
	"io"
	"net/http"
)

type cancelBody struct {
	io.ReadCloser
	cancel context.CancelFunc
}

func (b *cancelBody) Close() error {
	defer b.cancel()
	return b.ReadCloser.Close()
}

func bodyReplacedOk(ctx context.Context, req *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithCancel(ctx)
	resp, err := http.DefaultClient.Do(req.WithContext(ctx))
	if err != nil {
		cancel()
		return nil, err
	}
	resp.Body = &cancelBody{resp.Body, cancel}
	return resp, nil
}

func bodyReplacedClosedOk(req *http.Request) error {
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	resp.Body = &cancelBody{resp.Body, func() {}}
	defer resp.Body.Close()
	return nil
}

func bodyReplacedBad(req *http.Request) (int, error) {
	resp, err := http.DefaultClient.Do(req) // want `response body from .*Do is never closed`
	if err != nil {
		return 0, err
	}
	resp.Body = &cancelBody{resp.Body, func() {}}
	return resp.StatusCode, nil
}

// The body is read into memory, closed, and put back.
func bufferedOk(req *http.Request) (*http.Response, error) {
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	if err != nil {
		return nil, err
	}
	resp.Body = io.NopCloser(bytes.NewReader(b))
	return resp, nil
}

type limited struct {
	io.Reader
	io.Closer
}

func limitedOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	rc := limited{io.LimitReader(resp.Body, 1<<20), resp.Body}
	defer rc.Close()
	_, err = io.Copy(io.Discard, rc)
	return err
}

func limitedPointerOk(u string) (io.ReadCloser, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	return &limited{io.LimitReader(resp.Body, 1<<20), resp.Body}, nil
}

func anonymousOk(u string) (io.ReadCloser, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	return struct {
		io.Reader
		io.Closer
	}{io.LimitReader(resp.Body, 1<<20), resp.Body}, nil
}

func copiedStructOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	a := limited{resp.Body, resp.Body}
	b := a
	return b.Close()
}

// Response is what many clients return: the response with methods of theirs.
type Response struct{ *http.Response }

func (r *Response) OK() bool { return r.StatusCode < 300 }

func (r *Response) Decode(v any) error {
	_, err := io.Copy(io.Discard, r.Body)
	return err
}

func do(req *http.Request) (*Response, error) {
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	return &Response{resp}, nil
}

func embeddedOk(req *http.Request) (bool, error) {
	r, err := do(req)
	if err != nil {
		return false, err
	}
	defer r.Body.Close()
	return r.OK(), nil
}

func embeddedStatusBad(req *http.Request) (bool, error) {
	r, err := do(req) // want `response body from .*do is never closed`
	if err != nil {
		return false, err
	}
	return r.OK(), nil
}

func embeddedDecodeBad(req *http.Request, v any) error {
	r, err := do(req) // want `response body from .*do is never closed`
	if err != nil {
		return err
	}
	return r.Decode(v)
}

// Response, as a getter, lends what its holder owns.
type holder struct{ resp *http.Response }

func (h *holder) Response() *http.Response { return h.resp }

func getterOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	h := &holder{resp}
	return h.Response().Body.Close()
}

func lentOk(h *holder) int {
	return h.Response().StatusCode
}

func lentBodyOk(h *holder) (int64, error) {
	resp := h.Response()
	return io.Copy(io.Discard, resp.Body)
}
