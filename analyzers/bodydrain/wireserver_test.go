package bodydrain_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"go/version"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// calls is how often a pattern is run. A cancelled request and the end of its
// body race to tell the transport first, and now and then the body wins: a few of
// the connections of such a pattern are kept.
const (
	calls = 20
	few   = calls / 4
)

// closeReads reports whether the net/http of this test reads the rest of a body
// that is closed.
func closeReads() bool {
	return version.Compare(runtime.Version(), "go1.27") >= 0
}

// run calls a pattern again and again, and returns how many connections the
// server accepted, and what became of them.
func run(t *testing.T, c wireCase) (opened int, is fate) {
	w := &watched{open: make(map[net.Conn]bool)}
	srv := httptest.NewUnstartedServer(c.server.handler())
	srv.Config.ConnState = w.connState
	srv.EnableHTTP2 = c.server.http2
	if c.server.http2 {
		srv.StartTLS()
	} else {
		srv.Start()
	}
	defer srv.Close()
	defer srv.CloseClientConnections()
	client := srv.Client()
	w.transport = client.Transport
	client.Transport = w
	for range calls {
		_ = c.pattern(client, srv.URL) // some fail because of the answer
		w.settle(t)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.responses < calls {
		t.Fatalf("%d responses to %d calls", w.responses, calls)
	}
	switch {
	case w.opened <= calls/2:
		is = kept
	case w.opened < calls-few:
		t.Fatalf("%d connections for %d calls: neither kept nor dropped", w.opened, calls)
	case len(w.open) == w.opened:
		is = lost
	default:
		is = dropped
	}
	return w.opened, is
}

// watched sees both ends: the connections that the server has, and the responses
// of the client.
type watched struct {
	transport http.RoundTripper
	idle      atomic.Int64 // times that a connection was put back

	mu        sync.Mutex
	opened    int
	closed    int
	open      map[net.Conn]bool
	responses int
	sent      []*seenBody // bodies of HTTP/1
}

func (w *watched) connState(c net.Conn, state http.ConnState) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch state {
	case http.StateNew:
		w.opened++
		w.open[c] = true
	case http.StateClosed, http.StateHijacked:
		w.closed++
		delete(w.open, c)
	}
}

func (w *watched) RoundTrip(req *http.Request) (*http.Response, error) {
	trace := &httptrace.ClientTrace{PutIdleConn: func(err error) {
		if err == nil {
			w.idle.Add(1)
		}
	}}
	resp, err := w.transport.RoundTrip(req.WithContext(httptrace.WithClientTrace(req.Context(), trace)))
	if err != nil {
		return nil, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.responses++
	if resp.ProtoMajor == 1 {
		b := &seenBody{ReadCloser: resp.Body, ctx: req.Context()}
		resp.Body = b
		w.sent = append(w.sent, b)
	}
	return resp, nil
}

// settle waits until the connections of all responses that are done with are
// back in the pool or closed at the server. Those that nobody ended stay as they
// are.
func (w *watched) settle(t *testing.T) {
	for range 5000 {
		w.mu.Lock()
		ended := 0
		for _, b := range w.sent {
			if b.ended() {
				ended++
			}
		}
		settled := int(w.idle.Load()) + w.closed
		w.mu.Unlock()
		if settled >= ended {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Fatal("connections are neither put back nor closed")
}

// A seenBody knows whether it was read to its end or closed.
type seenBody struct {
	io.ReadCloser
	ctx  context.Context
	done atomic.Bool
}

func (b *seenBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if err != nil {
		b.done.Store(true)
	}
	return n, err
}

func (b *seenBody) Close() error {
	b.done.Store(true)
	return b.ReadCloser.Close()
}

func (b *seenBody) ended() bool { return b.done.Load() || b.ctx.Err() != nil }

// A wireServer answers all requests in one way.
type wireServer struct {
	name    string
	http2   bool
	handler func() http.HandlerFunc
}

// sends is a server that sends a body with its length.
func sends(name string, body []byte) wireServer {
	return wireServer{name: name, handler: func() http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", strconv.Itoa(len(body)))
			w.Write(body)
		}
	}}
}

func lines(n int) []byte { return bytes.Repeat([]byte("a line of text.\n"), n/16) }

func text(n int) wireServer { return sends(fmt.Sprint("text-", n), lines(n)) }

func json(n int) wireServer {
	return sends(fmt.Sprint("json-", n), []byte(`"`+strings.Repeat("x", n)+`"`))
}

// xml has n bytes after its root element.
func xml(n int) wireServer {
	return sends(fmt.Sprint("xml-", n), []byte("<a></a>"+strings.Repeat("\n", n)))
}

func http2(n int) wireServer {
	s := text(n)
	s.name, s.http2 = "http2", true
	return s
}

// streams is a server that sends what does not announce its length.
func streams(name string, write func(w http.ResponseWriter, r *http.Request, flush func())) wireServer {
	return wireServer{name: name, handler: func() http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			write(w, r, w.(http.Flusher).Flush)
		}
	}}
}

func chunked(n int) wireServer {
	return streams(fmt.Sprint("chunked-", n), func(w http.ResponseWriter, r *http.Request, flush func()) {
		for range 4 {
			w.Write(lines(n / 4))
			flush()
		}
	})
}

func zipped(n int) wireServer {
	var buf bytes.Buffer
	zw, _ := gzip.NewWriterLevel(&buf, gzip.NoCompression)
	zw.Write(lines(n))
	zw.Close()
	return streams(fmt.Sprint("gzip-", n), func(w http.ResponseWriter, r *http.Request, flush func()) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Write(buf.Bytes())
	})
}

// jsonTail ends its line only after a while, as encoders do behind a slow query.
func jsonTail() wireServer {
	return streams("json-tail", func(w http.ResponseWriter, r *http.Request, flush func()) {
		io.WriteString(w, `{"value": 1}`)
		flush()
		time.Sleep(5 * time.Millisecond)
		io.WriteString(w, "\n")
	})
}

// events has no end.
func events() wireServer {
	return streams("events", func(w http.ResponseWriter, r *http.Request, flush func()) {
		w.Header().Set("Content-Type", "text/event-stream")
		io.WriteString(w, "data: 1\n\n")
		flush()
		<-r.Context().Done()
	})
}

// aborted breaks off half-way.
func aborted() wireServer {
	return streams("aborted", func(w http.ResponseWriter, r *http.Request, flush func()) {
		w.Header().Set("Content-Length", "4096")
		w.Write(lines(1024))
		flush()
		panic(http.ErrAbortHandler)
	})
}

func status(code int) wireServer {
	return alternating(code)
}

// alternating goes through answers of the given status.
func alternating(codes ...int) wireServer {
	return wireServer{name: strings.Trim(strings.ReplaceAll(fmt.Sprint(codes), " ", "-"), "[]"), handler: func() http.HandlerFunc {
		var n atomic.Int64
		return func(w http.ResponseWriter, r *http.Request) {
			code := codes[int(n.Add(1)-1)%len(codes)]
			w.WriteHeader(code)
			if code != http.StatusNoContent {
				w.Write(lines(512))
			}
		}
	}}
}
