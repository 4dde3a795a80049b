package conntest

import (
	"database/sql"
	"encoding/json"
	"net/http"
	"sync"
	"time"
)

// A Watcher follows the connections of a running service. It has no goroutine
// of its own and needs no Close: it looks when it is asked, and now and then
// when a request passes.
//
// Following a request costs a few microseconds, most of it for the stack of
// its caller; [Sample] takes that from some of the requests only. The figures
// are in docs/conntest.md.
type Watcher struct {
	cfg   *config
	tr    *tracker
	start time.Time

	mu      sync.Mutex
	dbs     map[string]*sql.DB
	line    timeline
	cached  *Snapshot // for the page
	exposed bool      // the page was reached from beyond the machine, unguarded
}

// New returns a Watcher.
func New(opts ...Option) *Watcher {
	cfg := newConfig(time.Minute, opts)
	w := &Watcher{cfg: cfg, tr: newTracker(cfg), start: time.Now(), dbs: make(map[string]*sql.DB)}
	w.line.first = Point{Time: w.start, dials: dials()}
	return w
}

// RoundTripper returns a transport that sends by base, or by
// [http.DefaultTransport] if base is nil, and is followed by the Watcher.
// Make it once, beside base.
func (w *Watcher) RoundTripper(base http.RoundTripper) http.RoundTripper {
	return &watched{&transport{w.tr, base}, w}
}

type watched struct {
	*transport
	w *Watcher
}

func (t *watched) RoundTrip(req *http.Request) (*http.Response, error) {
	t.w.tick()
	return t.transport.RoundTrip(req)
}

// tick lets a passing request start a sample when one is due.
func (w *Watcher) tick() {
	if w.line.due(time.Now()) {
		go w.Snapshot()
	}
}

// DB adds the statistics of a database to what is shown.
func (w *Watcher) DB(name string, db *sql.DB) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.dbs[name] = db
	w.cached = nil
}

// String returns a [Snapshot] as JSON. With it a Watcher is an expvar.Var:
//
//	expvar.Publish("connections", watcher)
//
// The package does not import expvar itself, which would serve /debug/vars in
// every program that links it.
func (w *Watcher) String() string {
	data, err := json.Marshal(w.Snapshot())
	if err != nil {
		return "null" // cannot happen: no value of a Snapshot fails to encode
	}
	return string(data)
}
