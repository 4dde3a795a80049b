package conntest

import (
	"context"
	"io"
	"net/http"
	"net/http/httptrace"
	"runtime"
	"strings"
	"sync"
	"time"
)

// A tracker follows the requests of one or more transports.
type tracker struct {
	cfg   *config
	hold  bool // keep the bodies, to close them after the report
	goids bool // record which goroutine asked

	mu    sync.Mutex
	n     int
	open  map[*exchange]struct{} // with a body that nobody closed or read to the end
	early map[*exchange]struct{} // closed before the end, connection not kept
	fresh []*exchange            // that opened a connection, in tests only
	hosts map[string]*traffic
	lost  int // bodies that became garbage while open
}

// traffic is what went to one host.
type traffic struct {
	requests, fresh, reused, waiting, early int
	addr                                    string // of the last connection
}

func newTracker(cfg *config) *tracker {
	return &tracker{
		cfg:   cfg,
		open:  make(map[*exchange]struct{}),
		early: make(map[*exchange]struct{}),
		hosts: make(map[string]*traffic),
	}
}

// tracked marks the context of a request that some tracker follows already.
type tracked struct{}

// roundTrip sends req by base and follows it.
func (t *tracker) roundTrip(base http.RoundTripper, req *http.Request) (*http.Response, error) {
	x := &exchange{
		method: req.Method,
		url:    safeURL(req.URL),
		host:   req.URL.Host,
		start:  time.Now(),
		oneOff: oneOff(base, req),
	}
	if x.method == "" {
		x.method = http.MethodGet
	}
	if t.goids {
		x.goid = goid()
	}
	if t.begin(x) {
		var pcs [maxFrames]uintptr
		x.callers = append([]uintptr(nil), pcs[:runtime.Callers(3, pcs[:])]...)
	}

	ctx := context.WithValue(req.Context(), tracked{}, true)
	resp, err := base.RoundTrip(req.WithContext(httptrace.WithClientTrace(ctx, t.trace(x))))
	t.got(x, resp)
	if err != nil || resp.Body == nil || resp.Body == http.NoBody {
		return resp, err
	}
	return t.follow(x, req.Context(), resp), nil
}

// oneOff reports whether req asks for a connection that is not kept.
func oneOff(base http.RoundTripper, req *http.Request) bool {
	if req.Close || strings.EqualFold(req.Header.Get("Connection"), "close") {
		return true
	}
	tr, ok := base.(*http.Transport)
	return ok && (tr.DisableKeepAlives || tr.MaxIdleConnsPerHost < 0)
}

// begin counts x and says whether its stack is wanted.
func (t *tracker) begin(x *exchange) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.traffic(x).requests++
	t.n++
	return (t.n-1)%t.cfg.sample == 0
}

// maxHosts bounds what is remembered; the surplus is counted as one.
const maxHosts = 200

func (t *tracker) traffic(x *exchange) *traffic {
	h := t.hosts[x.host]
	if h == nil {
		if len(t.hosts) >= maxHosts {
			if x.host = "other hosts"; t.hosts[x.host] != nil {
				return t.hosts[x.host]
			}
		}
		h = new(traffic)
		t.hosts[x.host] = h
	}
	return h
}

// trace returns the hooks by which the transport tells about x's connection.
func (t *tracker) trace(x *exchange) *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		GetConn: func(string) {
			t.mu.Lock()
			defer t.mu.Unlock()
			if !x.waiting {
				x.waiting = true
				t.traffic(x).waiting++
			}
		},
		GotConn: func(info httptrace.GotConnInfo) {
			t.mu.Lock()
			defer t.mu.Unlock()
			h := t.traffic(x)
			if x.waiting {
				x.waiting = false
				h.waiting--
			}
			if info.Reused {
				h.reused++
				return
			}
			h.fresh++
			if info.Conn != nil {
				h.addr = info.Conn.RemoteAddr().String()
			}
			if t.hold && len(t.fresh) < 10_000 {
				t.fresh = append(t.fresh, x)
			}
		},
		PutIdleConn: func(err error) {
			t.mu.Lock()
			defer t.mu.Unlock()
			x.kept = err == nil
			x.overflow = err != nil && strings.Contains(err.Error(), "too many idle")
			if _, ok := t.early[x]; ok && x.kept {
				delete(t.early, x)
				t.traffic(x).early--
			}
		},
	}
}

// got notes the answer.
func (t *tracker) got(x *exchange, resp *http.Response) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if x.waiting {
		x.waiting = false
		t.traffic(x).waiting--
	}
	if resp != nil {
		x.status, x.proto = resp.StatusCode, resp.Proto
	}
}

// follow replaces the body of resp by one that tells when it is given back.
func (t *tracker) follow(x *exchange, ctx context.Context, resp *http.Response) *http.Response {
	b := &body{ReadCloser: resp.Body, t: t, x: x, http1: resp.ProtoMajor < 2}
	t.mu.Lock()
	t.open[x] = struct{}{}
	x.ctx = ctx
	x.oneOff = x.oneOff || resp.Close
	if t.hold {
		x.body = resp.Body
	}
	t.mu.Unlock()
	if !t.hold {
		runtime.AddCleanup(b, t.collected, x)
	}
	resp.Body = b
	if w, ok := b.ReadCloser.(io.Writer); ok { // a switched protocol
		b.writable = true
		resp.Body = &writableBody{b, w}
	}
	return resp
}

// collected notes that x's body is garbage.
func (t *tracker) collected(x *exchange) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if _, ok := t.open[x]; ok && !x.lost {
		x.lost = true
		t.lost++
	}
}

// release notes that x's body is done with; early says that it was closed
// before its end on a connection that only the end would have freed.
func (t *tracker) release(x *exchange, early bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if _, ok := t.open[x]; !ok {
		return
	}
	delete(t.open, x)
	x.body, x.ctx = nil, nil
	x.early = early
	if early && !x.kept && !x.oneOff {
		t.traffic(x).early++
		if t.cfg.drained && len(t.early) < 10_000 {
			t.early[x] = struct{}{}
		}
	}
}
