package realtest

import (
	"bufio"
	"compress/gzip"
	"context"
	"database/sql"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"

	"github.com/alicebob/miniredis/v2"
	coder "github.com/coder/websocket"
	mqttserver "github.com/mochi-mqtt/server/v2"
	"github.com/mochi-mqtt/server/v2/hooks/auth"
	"github.com/mochi-mqtt/server/v2/listeners"
	natsserver "github.com/nats-io/nats-server/v2/server"
	"google.golang.org/grpc"
	"google.golang.org/grpc/health"
	healthpb "google.golang.org/grpc/health/grpc_health_v1"
)

// handler answers each path in the way that one of the patterns needs.
func handler(stop <-chan struct{}) http.Handler {
	mux := http.NewServeMux()
	bytes := func(n int) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", fmt.Sprint(n))
			io.CopyN(w, zeros{}, int64(n))
		}
	}
	mux.Handle("/small", bytes(20))
	mux.Handle("/64k", bytes(64<<10))
	mux.Handle("/200k", bytes(200<<10))
	mux.Handle("/large", bytes(1<<20))
	mux.Handle("/8m", bytes(8<<20))
	mux.Handle("/empty", bytes(0))
	mux.HandleFunc("/chunked", func(w http.ResponseWriter, r *http.Request) {
		for range 3 {
			io.WriteString(w, "chunk")
			w.(http.Flusher).Flush()
		}
	})
	mux.HandleFunc("/gzip", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		io.CopyN(z, zeros{}, 4096)
		z.Close()
	})
	for _, status := range []int{204, 304, 500} {
		mux.HandleFunc(fmt.Sprintf("/%d", status), func(w http.ResponseWriter, r *http.Request) {
			if w.WriteHeader(status); status == 500 {
				io.WriteString(w, "failed")
			}
		})
	}
	mux.HandleFunc("/redirect", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "/small")
		w.WriteHeader(http.StatusFound)
		io.WriteString(w, "moved")
	})
	mux.HandleFunc("/closes", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Connection", "close")
		io.WriteString(w, "bye")
	})
	mux.HandleFunc("/sse", func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, "data: 1\n\n")
		w.(http.Flusher).Flush()
		select {
		case <-stop:
		case <-r.Context().Done():
		}
	})
	mux.HandleFunc("/json", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, `{"a":1}`) })
	mux.HandleFunc("/json-tail", func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, `{"a":1}`)
		w.(http.Flusher).Flush()
		select { // the end of the answer comes later than any client waits for it
		case <-stop:
		case <-r.Context().Done():
		case <-time.After(time.Second):
		}
		io.WriteString(w, "\n")
	})
	mux.HandleFunc("/abort", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "100")
		io.WriteString(w, "half")
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	})
	mux.HandleFunc("/ws", func(w http.ResponseWriter, r *http.Request) {
		conn, err := coder.Accept(w, r, nil)
		if err != nil {
			return
		}
		defer conn.CloseNow()
		for {
			if _, _, err := conn.Read(r.Context()); err != nil {
				return
			}
		}
	})
	serveSignalR(mux)
	return mux
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// A rig is the servers of one run, and how the mechanism under test takes part.
type rig struct {
	*fakeT
	h1, h2, tls *httptest.Server
	line        net.Listener // answers each line with "ok"
	grpc        string
	redis       *miniredis.Miniredis
	nats, mqtt  string

	longLived *sql.DB // with one idle connection

	wrap    func(http.RoundTripper) http.RoundTripper
	pooled  *http.Client
	undoing []func()
}

// undo has f run after the verdict, so that no leak outlives its pattern.
func (r *rig) undo(f func()) { r.undoing = append(r.undoing, f) }

func newRig(f *fakeT) (*rig, func()) {
	stop := make(chan struct{})
	r := &rig{fakeT: f}
	r.h1 = httptest.NewServer(handler(stop))
	r.h2 = httptest.NewUnstartedServer(handler(stop))
	r.h2.EnableHTTP2 = true
	r.h2.StartTLS()
	r.tls = httptest.NewTLSServer(handler(stop))

	r.line = listen()
	go serveLines(r.line)

	ln := listen()
	r.grpc = ln.Addr().String()
	server := grpc.NewServer()
	healthpb.RegisterHealthServer(server, health.NewServer())
	go server.Serve(ln)

	r.redis = miniredis.NewMiniRedis()
	if err := r.redis.Start(); err != nil {
		panic(err)
	}
	stopNATS, stopMQTT := r.serveNATS(), r.serveMQTT()
	r.wrap = func(rt http.RoundTripper) http.RoundTripper { return rt }
	r.longLived = r.open()
	r.must(r.longLived.Ping())
	return r, func() {
		for _, f := range r.undoing {
			f()
		}
		close(stop)
		server.Stop()
		r.redis.Close()
		stopNATS()
		stopMQTT()
		r.line.Close()
		for _, s := range []*httptest.Server{r.h1, r.h2, r.tls} {
			s.CloseClientConnections()
			s.Close()
		}
	}
}

// serveNATS starts a NATS server and returns how to stop it.
func (r *rig) serveNATS() (stop func()) {
	s, err := natsserver.NewServer(&natsserver.Options{Host: "127.0.0.1", Port: natsserver.RANDOM_PORT, NoLog: true, NoSigs: true})
	if err != nil {
		panic(err)
	}
	s.Start()
	if !s.ReadyForConnections(10 * time.Second) {
		panic("the NATS server does not start")
	}
	r.nats = s.ClientURL()
	return func() { s.Shutdown(); s.WaitForShutdown() }
}

// serveMQTT starts an MQTT broker and returns how to stop it.
func (r *rig) serveMQTT() (stop func()) {
	ln := listen()
	s := mqttserver.New(&mqttserver.Options{Logger: slog.New(slog.DiscardHandler)})
	r.must(s.AddHook(new(auth.AllowHook), nil))
	r.must(s.AddListener(listeners.NewNet("mqtt", ln)))
	r.must(s.Serve())
	r.mqtt = ln.Addr().String()
	return func() { s.Close() }
}

func listen() net.Listener {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	return ln
}

func serveLines(ln net.Listener) {
	for {
		conn, err := ln.Accept()
		if err != nil {
			return
		}
		go func() {
			defer conn.Close()
			for lines := bufio.NewScanner(conn); lines.Scan(); {
				fmt.Fprintln(conn, "ok")
			}
		}()
	}
}

// get sends a request and returns the answer, whose body is closed after the
// verdict if nobody does it before.
func (r *rig) get(c *http.Client, url string) *http.Response {
	resp, err := c.Get(url)
	return r.got(resp, err)
}

func (r *rig) do(c *http.Client, method, url string, change ...func(*http.Request)) *http.Response {
	req, err := http.NewRequestWithContext(context.Background(), method, url, nil)
	if err != nil {
		panic(err)
	}
	for _, f := range change {
		f(req)
	}
	return r.got(c.Do(req))
}

func (r *rig) got(resp *http.Response, err error) *http.Response {
	if err != nil {
		r.broken = append(r.broken, strings.TrimSpace(err.Error()))
		return &http.Response{Body: http.NoBody}
	}
	r.undo(func() { resp.Body.Close() })
	return resp
}

func drain(resp *http.Response) {
	io.Copy(io.Discard, resp.Body)
	resp.Body.Close()
}
