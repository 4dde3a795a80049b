package env

import (
	"io"
	"net/http"
)

func init() { http.DefaultTransport = transport{} }

// transport answers every request, or fails.
type transport struct{}

func (transport) RoundTrip(req *http.Request) (*http.Response, error) {
	if w.choose(2) == 1 {
		return nil, errDial
	}
	code := http.StatusOK
	if w.knobs.Status && w.choose(2) == 1 {
		code = http.StatusInternalServerError
	}
	return &http.Response{
		StatusCode: code,
		Status:     http.StatusText(code),
		ProtoMajor: 1,
		ProtoMinor: 1,
		Header:     http.Header{},
		Body:       &stream{resource: w.open(), text: "{}"},
		Request:    req,
	}, nil
}

// A stream is the reading side of a body or a connection.
type stream struct {
	*resource
	text    string
	started bool
}

// Read fails if the environment says so. A closed stream is at its end rather
// than in error: whether it is closed shall not decide a branch.
func (s *stream) Read(p []byte) (int, error) {
	if s.closed {
		s.text = ""
	}
	if !s.started {
		s.started = true
		if w.knobs.ReadErr && w.choose(2) == 1 {
			s.eof = true // nothing is left to be read
			return 0, errRead
		}
	}
	if s.text == "" {
		s.eof = s.eof || !s.closed
		return 0, io.EOF
	}
	n := copy(p, s.text)
	s.text = s.text[n:]
	return n, nil
}

func (s *stream) Close() error { return w.close(s.resource) }
