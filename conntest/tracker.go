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
	"weak"
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
}

// maxKept bounds how many exchanges are remembered that are over, and
// maxHosts how many hosts: the surplus is counted as one.
const (
	maxKept  = 10_000
	maxHosts = 200
)

func newTracker(cfg *config) *tracker {
	return &tracker{
		cfg:   cfg,
		open:  make(map[*exchange]struct{}),
		early: make(map[*exchange]struct{}),
		hosts: make(map[string]*traffic),
	}
}

// traffic is what went to one host.
type traffic struct {
	requests, fresh, reused, waiting, early int
	addr                                    string // of the last connection
}

// got notes that x waits no longer.
func (h *traffic) got(x *exchange) {
	if x.waiting {
		x.waiting = false
		h.waiting--
	}
}

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

// tracked marks the context of a request that some tracker follows already.
type tracked struct{}

// roundTrip sends req by base and follows it.
func (t *tracker) roundTrip(base http.RoundTripper, req *http.Request) (*http.Response, error) {
	x := &exchange{
		t: t, method: req.Method, url: req.URL, host: req.URL.Host,
		start: time.Now(), oneOff: oneOff(base, req), waiting: true,
	}
	if x.method == "" {
		x.method = http.MethodGet
	}
	if t.goids {
		x.goid = goid()
	}
	if t.begin(x) {
		runtime.Callers(3, x.callers[:])
	}

	ctx := httptrace.WithClientTrace(req.Context(), x.trace())
	if watching.Load() > 0 {
		ctx = context.WithValue(ctx, tracked{}, true)
	}
	resp, err := base.RoundTrip(req.WithContext(ctx))
	return t.follow(x, req.Context(), resp), err
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
	h := t.traffic(x)
	h.requests++
	h.waiting++
	t.n++
	return (t.n-1)%t.cfg.sample == 0
}

// follow notes the answer, if there is one, and returns it with a body that
// tells when it is given back. It returns a copy: the transport may keep the
// original, and with it would keep the body from becoming garbage.
func (t *tracker) follow(x *exchange, ctx context.Context, resp *http.Response) *http.Response {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.traffic(x).got(x)
	if resp == nil {
		return nil
	}
	x.status, x.proto = resp.StatusCode, resp.Proto
	if resp.Body == nil || resp.Body == http.NoBody {
		return resp
	}
	x.ctx = ctx
	x.oneOff = x.oneOff || resp.Close
	t.open[x] = struct{}{}
	b := &body{ReadCloser: resp.Body, x: x, http1: resp.ProtoMajor < 2}
	if t.hold {
		x.body = resp.Body
	} else {
		x.ref = weak.Make(b)
	}
	followed := *resp
	followed.Body = b
	if w, ok := b.ReadCloser.(io.Writer); ok { // a switched protocol
		b.writable = true
		followed.Body = &writableBody{b, w}
	}
	return &followed
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
	if !early || x.kept || x.oneOff {
		return
	}
	x.early = true
	t.traffic(x).early++
	if t.cfg.drained && len(t.early) < maxKept {
		x.freeze()
		t.early[x] = struct{}{}
	}
}
