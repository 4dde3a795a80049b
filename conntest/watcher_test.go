package conntest_test

import (
	"context"
	"encoding/json"
	"expvar"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/connlint/connlint/conntest"
)

var _ expvar.Var = (*conntest.Watcher)(nil)

// watch returns a Watcher, a client that it follows and a server.
func watch(t *testing.T, opts ...conntest.Option) (*conntest.Watcher, *http.Client, string) {
	url := server(t)
	w := conntest.New(opts...)
	base := &http.Transport{}
	t.Cleanup(base.CloseIdleConnections)
	return w, &http.Client{Transport: w.RoundTripper(base)}, url
}

func mustGet(t *testing.T, c *http.Client, url string) *http.Response {
	t.Helper()
	resp, err := c.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	return resp
}

func TestSnapshot(t *testing.T) {
	w, c, url := watch(t, conntest.Settle(time.Hour))
	for range 3 {
		drain(mustGet(t, c, url))
	}
	var open []*http.Response
	for range 2 {
		open = append(open, mustGet(t, c, url+"/7?key=secret"))
	}
	s := w.Snapshot()
	host := strings.TrimPrefix(url, "http://")
	if len(s.Hosts) != 1 || s.Hosts[0].Name != host || s.Hosts[0].Requests != 5 || s.Hosts[0].New != 2 || s.Hosts[0].Reused != 3 {
		t.Errorf("hosts = %+v", s.Hosts)
	}
	if len(s.Open) != 1 || s.Open[0].Count != 2 || s.Open[0].Line == 0 || !strings.HasSuffix(s.Open[0].File, "watcher_test.go") {
		t.Errorf("open = %+v", s.Open)
	}
	if len(s.Leaks) != 0 {
		t.Errorf("young bodies are leaks: %+v", s.Leaks)
	}
	if data := w.String(); strings.Contains(data, "secret") || !json.Valid([]byte(data)) {
		t.Errorf("String = %s", data)
	}
	if runtime.GOOS == "linux" {
		addr := netip.MustParseAddrPort(host).String()
		i := slices.IndexFunc(s.Remotes, func(r conntest.Remote) bool { return r.Addr == addr })
		if i < 0 || s.Remotes[i].States["ESTAB"] != 2 || s.Remotes[i].Host != host {
			t.Errorf("remotes = %+v", s.Remotes)
		}
		if s.Ports.Taken < 2 || !s.Ports.Read {
			t.Errorf("ports = %+v", s.Ports)
		}
	} else if s.SocketsNote == "" {
		t.Error("nothing says that there are no sockets")
	}
	for _, r := range open {
		drain(r)
	}
	if s := w.Snapshot(); len(s.Open) != 0 {
		t.Errorf("open after close = %+v", s.Open)
	}
}

func TestSnapshotLeaks(t *testing.T) {
	w, c, url := watch(t, conntest.Settle(0), conntest.RequireDrained())
	resp := mustGet(t, c, url)
	defer resp.Body.Close()
	mustGet(t, c, url+"/1000000").Body.Close()
	s := w.Snapshot()
	var rules []string
	for _, l := range s.Leaks {
		rules = append(rules, l.Rule)
		if l.Line == 0 || l.Function == "" {
			t.Errorf("leak without a place: %+v", l)
		}
	}
	if slices.Sort(rules); !slices.Equal(rules, []string{"bodydrain", "bodyleak"}) {
		t.Errorf("rules = %v", rules)
	}
	if s.Version != 1 || s.Tool != "conntest" {
		t.Errorf("a snapshot is not a report: %+v", s.Report)
	}
}

// A body that is garbage is a leak whatever its age.
func TestSnapshotLost(t *testing.T) {
	w, c, url := watch(t)
	mustGet(t, c, url+"/sse")
	for range 100 {
		runtime.GC()
		if s := w.Snapshot(); len(s.Open) == 1 && s.Open[0].Lost == 1 {
			if len(s.Leaks) != 1 || !strings.Contains(strings.Join(s.Warnings, " "), "nobody can close") {
				t.Errorf("leaks = %+v, warnings = %q", s.Leaks, s.Warnings)
			}
			return
		}
	}
	t.Error("a dropped body was not noticed")
}

func TestSampling(t *testing.T) {
	w, c, url := watch(t, conntest.Sample(2))
	var open []*http.Response
	for range 4 {
		open = append(open, mustGet(t, c, url))
	}
	s := w.Snapshot()
	if len(s.Open) != 2 || s.Open[0].Count != 2 || s.Open[1].Count != 2 || (s.Open[0].File == "") == (s.Open[1].File == "") {
		t.Errorf("open = %+v", s.Open)
	}
	for _, r := range open {
		drain(r)
	}
}

func TestFormats(t *testing.T) {
	w, c, url := watch(t)
	drain(mustGet(t, c, url))
	w.Snapshot() // the page may show one that is a second old
	for _, tt := range []struct{ query, accept, contentType, want string }{
		{"", "text/html,*/*", "text/html; charset=utf-8", "<!doctype html>"},
		{"", "application/json", "application/json", `"tool": "conntest"`},
		{"?format=json", "text/html", "application/json", `"leaks": []`},
		{"?format=prometheus", "", "text/plain; version=0.0.4; charset=utf-8", "\nconntest_requests_total{host=\"" + strings.TrimPrefix(url, "http://") + "\"} 1\n"},
	} {
		r := httptest.NewRequest("GET", "/debug/connections"+tt.query, nil)
		r.Header.Set("Accept", tt.accept)
		rec := httptest.NewRecorder()
		w.ServeHTTP(rec, r)
		if got := rec.Header().Get("Content-Type"); rec.Code != 200 || got != tt.contentType || !strings.Contains(rec.Body.String(), tt.want) {
			t.Errorf("%q, accept %q: %d %s\n%s", tt.query, tt.accept, rec.Code, got, rec.Body)
		}
	}
	rec := httptest.NewRecorder()
	if w.ServeHTTP(rec, httptest.NewRequest("POST", "/", nil)); rec.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST: %d", rec.Code)
	}
}

// What a server or a user named cannot become markup.
func TestEscaping(t *testing.T) {
	w := conntest.New()
	c := &http.Client{Transport: w.RoundTripper(memory{})}
	resp := mustGet(t, c, "http://h/<script>alert(1)</script>")
	defer resp.Body.Close()
	w.DB("<b>db</b>", openFake(t))
	rec := httptest.NewRecorder()
	w.ServeHTTP(rec, httptest.NewRequest("GET", "/", nil))
	page := rec.Body.String()
	for _, bad := range []string{"<script>alert", "<b>db"} {
		if strings.Contains(page, bad) {
			t.Errorf("page has %s", bad)
		}
	}
	if !strings.Contains(page, "&lt;b&gt;db") {
		t.Error("page lacks the database")
	}
}

func TestGuard(t *testing.T) {
	ask := func(w *conntest.Watcher, local string) *httptest.ResponseRecorder {
		r := httptest.NewRequest("GET", "/?format=json", nil)
		addr := net.TCPAddrFromAddrPort(netip.MustParseAddrPort(local))
		rec := httptest.NewRecorder()
		w.ServeHTTP(rec, r.WithContext(context.WithValue(r.Context(), http.LocalAddrContextKey, net.Addr(addr))))
		return rec
	}
	const warning = "give the Watcher a Guard"
	if rec := ask(conntest.New(), "127.0.0.1:80"); strings.Contains(rec.Body.String(), warning) {
		t.Error("warning on loopback")
	}
	if rec := ask(conntest.New(), "192.0.2.1:80"); !strings.Contains(rec.Body.String(), warning) {
		t.Error("no warning beyond loopback")
	}
	allow := conntest.New(conntest.Guard(func(*http.Request) bool { return true }))
	if rec := ask(allow, "192.0.2.1:80"); rec.Code != 200 || strings.Contains(rec.Body.String(), warning) {
		t.Errorf("guarded: %d %s", rec.Code, rec.Body)
	}
	deny := conntest.New(conntest.Guard(func(*http.Request) bool { return false }))
	if rec := ask(deny, "127.0.0.1:80"); rec.Code != http.StatusForbidden {
		t.Errorf("denied: %d", rec.Code)
	}
}

func TestCloseIdleConnections(t *testing.T) {
	w, c, url := watch(t)
	for range 2 {
		drain(mustGet(t, c, url))
		c.CloseIdleConnections()
	}
	if s := w.Snapshot(); s.Hosts[0].New != 2 {
		t.Errorf("the idle connections were not closed: %+v", s.Hosts)
	}
}
