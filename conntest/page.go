package conntest

import (
	"crypto/rand"
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"log"
	"net"
	"net/http"
	"net/netip"
	"runtime"
	"strings"
	"time"
)

//go:embed page.html
var pageText string

var page = template.Must(template.New("page").Funcs(template.FuncMap{
	"n":      thousands,
	"age":    func(t, now time.Time) string { return age(now.Sub(t)) },
	"charts": newCharts,
	"base":   func(path string) string { return path[strings.LastIndexAny(path, `/\`)+1:] },
	"rate":   func(f float64) string { return fmt.Sprintf("%.1f", f) },
	"second": func(f float64) string { return fmt.Sprintf("%.0f", f) },
	"share":  func(part, rest int) string { return percent(part, part+rest) },
	"sum":    func(s Snapshot) sum { return s.sum() },
}).Parse(pageText))

// ServeHTTP serves the page. With ?format=json, or where the request accepts
// JSON rather than HTML, it is the [Snapshot], with ?format=prometheus what
// [Watcher.WriteMetrics] writes. Restrict it as you would net/http/pprof: see
// [Guard].
func (w *Watcher) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	if w.cfg.guard != nil && !w.cfg.guard(r) {
		http.Error(rw, "forbidden", http.StatusForbidden)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		rw.Header().Set("Allow", "GET, HEAD")
		http.Error(rw, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	if w.cfg.guard == nil && beyondLoopback(r) {
		w.expose(r)
	}
	h := rw.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	var err error
	switch format(r) {
	case "json":
		h.Set("Content-Type", "application/json")
		e := json.NewEncoder(rw)
		e.SetIndent("", "\t")
		err = e.Encode(w.recent())
	case "prometheus":
		h.Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
		err = w.WriteMetrics(rw)
	default:
		nonce := rand.Text()
		h.Set("Content-Type", "text/html; charset=utf-8")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Content-Security-Policy", fmt.Sprintf("default-src 'none'; style-src 'nonce-%s'; script-src 'nonce-%[1]s'; "+
			"connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'", nonce))
		err = page.Execute(rw, struct {
			Snapshot
			Nonce, GOOS string
		}{w.recent(), nonce, runtime.GOOS})
	}
	_ = err // the reader has gone
}

func format(r *http.Request) string {
	if f := r.URL.Query().Get("format"); f != "" {
		return f
	}
	if accept := r.Header.Get("Accept"); strings.Contains(accept, "json") && !strings.Contains(accept, "html") {
		return "json"
	}
	return "html"
}

// beyondLoopback reports whether a request has come from another machine, as
// far as it tells: a proxy on this one says whom it stands for.
func beyondLoopback(r *http.Request) bool {
	if r.Header.Get("X-Forwarded-For") != "" || r.Header.Get("Forwarded") != "" {
		return true
	}
	addr, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	if !ok {
		return false
	}
	local, err := netip.ParseAddrPort(addr.String())
	return err == nil && !local.Addr().IsLoopback()
}

func (w *Watcher) expose(r *http.Request) {
	w.mu.Lock()
	first := !w.exposed
	w.exposed = true
	if first {
		w.cached = nil
	}
	w.mu.Unlock()
	if first {
		log.Printf("conntest: the page of connections was asked for by %s and is not guarded: see conntest.Guard", r.RemoteAddr)
	}
}

// A sum is the numbers that stand on top of the page.
type sum struct {
	Open, Lost, Live, New, Reused, Waiting int
	Oldest                                 string
}

func (s Snapshot) sum() sum {
	var t sum
	oldest := s.Time
	for _, site := range s.Open {
		t.Open += site.Count
		t.Lost += site.Lost
		if site.Oldest.Before(oldest) {
			oldest = site.Oldest
		}
	}
	if t.Open > 0 {
		t.Oldest = age(s.Time.Sub(oldest))
	}
	for _, r := range s.Remotes {
		t.Live += r.Count
	}
	for _, h := range s.Hosts {
		t.New += h.New
		t.Reused += h.Reused
		t.Waiting += h.Waiting
	}
	return t
}

func percent(part, all int) string {
	if all == 0 {
		return "–"
	}
	return fmt.Sprintf("%d %%", 100*part/all)
}

// age formats a duration to be read at a glance.
func age(d time.Duration) string {
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%.1f s", d.Seconds())
	case d < 2*time.Hour:
		return fmt.Sprintf("%d min", int(d.Minutes()))
	}
	return fmt.Sprintf("%d h", int(d.Hours()))
}

func sinceSeconds(t time.Time) float64 { return time.Since(t).Seconds() }
