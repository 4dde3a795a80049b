// Package recorder has responses that hold no connection.
package recorder

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
)

func recordedOk(h http.Handler, req *http.Request) int {
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, req)
	return rec.Result().StatusCode
}

func recordedVariableOk(h http.Handler, req *http.Request) (string, error) {
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, req)
	resp := rec.Result()
	b, err := io.ReadAll(resp.Body)
	return string(b), err
}

func headersOk(rec *httptest.ResponseRecorder) http.Header {
	return rec.Result().Header
}

// Built by hand, in memory.
func mockOk() *http.Response {
	return &http.Response{StatusCode: 200, Body: io.NopCloser(strings.NewReader("{}"))}
}

func mockUsedOk() int {
	return mockOk().StatusCode
}

func noBodyOk() int {
	resp := &http.Response{StatusCode: 204, Body: http.NoBody}
	return resp.StatusCode
}

type fakeTransport struct{ body []byte }

func (f fakeTransport) RoundTrip(req *http.Request) (*http.Response, error) {
	return &http.Response{
		StatusCode: 200,
		Request:    req,
		Body:       io.NopCloser(bytes.NewReader(f.body)),
	}, nil
}

// The method is called on the fake itself: what it returns holds nothing.
func fakeOk(req *http.Request) int {
	resp, err := fakeTransport{}.RoundTrip(req)
	if err != nil {
		return 0
	}
	return resp.StatusCode
}

// A test server is a server: its client's answers hold connections.
func serverBad(srv *httptest.Server) (int, error) {
	resp, err := srv.Client().Get(srv.URL) // want `response body from .*Get is never closed`
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

// ResponseController is no response.
func controllerOk(w http.ResponseWriter) error {
	rc := http.NewResponseController(w)
	return rc.Flush()
}

// The server closes the request's body itself.
func serverRequestOk(w http.ResponseWriter, r *http.Request) {
	io.Copy(w, r.Body)
}

// Helpers that only make responses up.
func respond(code int, body string) (*http.Response, error) {
	return &http.Response{StatusCode: code, Body: io.NopCloser(strings.NewReader(body))}, nil
}

func respondOk() int {
	resp, err := respond(200, "ok")
	if err != nil {
		return 0
	}
	return resp.StatusCode
}
