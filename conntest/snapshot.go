package conntest

import (
	"cmp"
	"maps"
	"net/netip"
	"slices"
	"strings"
	"time"

	"github.com/connlint/connlint/conntest/internal/goroutine"
	"github.com/connlint/connlint/conntest/internal/socket"
)

// A Snapshot is the connections of a process at one moment. Its leaks are the
// bodies that are open for longer than [Settle] says or that nobody holds any
// more, and with [RequireDrained] those that were closed too early.
type Snapshot struct {
	Report
	Time  time.Time `json:"time"`
	Since time.Time `json:"since"` // when the Watcher was made

	Open    []Site   `json:"open"`    // open bodies, by acquire site
	Hosts   []Host   `json:"hosts"`   // requests followed, by host
	Remotes []Remote `json:"remotes"` // live outbound connections of the process, by remote end

	Sockets     map[string]int `json:"sockets"`               // of the process, by state
	TimeWait    int            `json:"timeWait"`              // of the host, or rather of its network namespace
	SocketsNote string         `json:"socketsNote,omitempty"` // why there are no sockets to show

	Goroutines map[string]int `json:"goroutines"` // by what they hold
	DBs        []DB           `json:"dbs"`
	Ports      Ports          `json:"ports"`
	Timeline   []Point        `json:"timeline"`
	Warnings   []string       `json:"warnings"`
}

// A Site is a place in the source and the bodies that were acquired there and
// are open.
type Site struct {
	File     string    `json:"file,omitempty"` // empty where the stack was not sampled
	Line     int       `json:"line,omitempty"`
	Function string    `json:"function,omitempty"`
	Count    int       `json:"count"`
	Lost     int       `json:"lost"` // of these, garbage: nobody can close them any more
	Oldest   time.Time `json:"oldest"`
	Example  string    `json:"example"`
	Stack    []Frame   `json:"stack,omitempty"`
}

// A Host is the requests to one host.
type Host struct {
	Name     string  `json:"name"`
	Addr     string  `json:"addr,omitempty"` // of the newest connection
	Requests int     `json:"requests"`
	New      int     `json:"new"`     // connections opened
	Reused   int     `json:"reused"`  // requests over a connection that was there
	Early    int     `json:"early"`   // connections lost because a body was closed before its end
	Waiting  int     `json:"waiting"` // requests that wait for a connection now
	Rate     float64 `json:"rate"`    // new connections a second, over the last minute
}

// A Remote is the live connections to one remote end.
type Remote struct {
	Addr     string         `json:"addr"`
	Host     string         `json:"host,omitempty"` // by which requests named it
	Count    int            `json:"count"`
	States   map[string]int `json:"states"`
	TimeWait int            `json:"timeWait"` // closed, their ports still taken: the host's
}

// A DB is the connections of one database.
type DB struct {
	Name      string  `json:"name"`
	Open      int     `json:"open"`
	InUse     int     `json:"inUse"`
	Max       int     `json:"max"` // 0: no limit
	WaitCount int64   `json:"waitCount"`
	WaitTime  float64 `json:"waitSeconds"`
}

// Snapshot looks at the process. With some thousand connections it takes tens
// of milliseconds, most of it for the goroutine profile.
func (w *Watcher) Snapshot() Snapshot {
	w.mu.Lock()
	defer w.mu.Unlock()
	start := time.Now()
	s := Snapshot{
		Time: start, Since: w.start, Warnings: []string{},
		Sockets: make(map[string]int), Goroutines: holding(goroutine.Profile()),
	}
	var leaks []Leak
	var opened map[string]int
	leaks, s.Open, s.Hosts, opened = w.tr.snapshot(w.cfg.settle, start)
	s.Report = newReport(leaks)

	table, err := socket.Read()
	if err != nil {
		s.SocketsNote = err.Error()
	}
	s.TimeWait = table.TimeWaits()
	for _, c := range table.Own {
		s.Sockets[c.State]++
	}
	s.Remotes = remotes(table, s.Hosts)
	for name, db := range w.dbs {
		st := db.Stats()
		s.DBs = append(s.DBs, DB{name, st.OpenConnections, st.InUse, st.MaxOpenConnections, st.WaitCount, st.WaitDuration.Seconds()})
	}
	slices.SortFunc(s.DBs, func(a, b DB) int { return strings.Compare(a.Name, b.Name) })

	w.line.add(&s, opened, dials(), time.Since(start))
	s.Timeline = slices.Clone(w.line.samples)
	s.Ports = w.line.ports(&s, table)
	s.Warnings = append(s.Warnings, s.warnings(w.exposed)...)
	w.cached = &s
	return s
}

// recent returns a snapshot that is at most a second old.
func (w *Watcher) recent() Snapshot {
	w.mu.Lock()
	c := w.cached
	w.mu.Unlock()
	if c != nil && time.Since(c.Time) < time.Second {
		return *c
	}
	return w.Snapshot()
}

// snapshot returns what the tracker knows: leaks, open bodies by site, hosts,
// and how many connections each host was opened so far.
func (t *tracker) snapshot(old time.Duration, now time.Time) (leaks []Leak, sites []Site, hosts []Host, opened map[string]int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	sites, leaks = t.sites(old, now)
	early := make(map[stack]*Leak)
	for x := range t.early {
		if l := early[x.callers]; l != nil {
			l.Count++
			l.FirstSeen = minTime(l.FirstSeen, x.start)
			continue
		}
		l := x.earlyLeak()
		early[x.callers] = &l
	}
	for _, l := range early {
		if !t.cfg.ignores(l.Stack) {
			leaks = append(leaks, *l)
		}
	}
	opened = make(map[string]int)
	for name, h := range t.hosts {
		opened[name] = h.fresh
		hosts = append(hosts, Host{Name: name, Addr: h.addr, Requests: h.requests, New: h.fresh, Reused: h.reused, Early: h.early, Waiting: h.waiting})
	}
	slices.SortFunc(hosts, func(a, b Host) int { return cmp.Or(cmp.Compare(b.New, a.New), cmp.Compare(a.Name, b.Name)) })
	return merge(leaks), sites, hosts, opened
}

func minTime(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// sites groups the open bodies by acquire site, and returns as leaks those that
// are lost or old. Thousands of them have a few stacks: each is resolved once.
func (t *tracker) sites(old time.Duration, now time.Time) (sites []Site, leaks []Leak) {
	type key struct {
		callers stack
		host    string // where the stack was not sampled
	}
	index := make(map[key]int)
	for x := range t.open {
		k := key{callers: x.callers}
		if x.callers[0] == 0 {
			k.host = x.host
		}
		i, ok := index[k]
		if !ok {
			i = len(sites)
			index[k] = i
			sites = append(sites, Site{Oldest: x.start, Stack: frames(&x.callers), Example: x.String()})
		}
		site := &sites[i]
		site.Count++
		lost := x.lost()
		if lost {
			site.Lost++
		}
		if x.start.Before(site.Oldest) {
			site.Oldest, site.Example = x.start, x.String()
		}
		if lost || now.Sub(x.start) >= old {
			rule, message := x.fault()
			leaks = append(leaks, at(Leak{Rule: rule, Message: message, Count: 1, FirstSeen: x.start, Example: site.Example}, site.Stack))
		}
	}
	leaks = slices.DeleteFunc(leaks, func(l Leak) bool { return t.cfg.ignores(l.Stack) })
	sites = slices.DeleteFunc(sites, func(s Site) bool { return t.cfg.ignores(s.Stack) })
	return mergeSites(sites), leaks
}

// mergeSites makes one site of those at the same line, whatever led there.
func mergeSites(sites []Site) []Site {
	type place struct {
		file string
		line int
	}
	index := make(map[place]int)
	var merged []Site
	for _, s := range sites {
		if len(s.Stack) == 0 {
			merged = append(merged, s)
			continue
		}
		s.File, s.Line, s.Function = s.Stack[0].File, s.Stack[0].Line, s.Stack[0].Func
		i, ok := index[place{s.File, s.Line}]
		if !ok {
			index[place{s.File, s.Line}] = len(merged)
			merged = append(merged, s)
			continue
		}
		m := &merged[i]
		m.Count += s.Count
		m.Lost += s.Lost
		if s.Oldest.Before(m.Oldest) {
			m.Oldest, m.Example, m.Stack = s.Oldest, s.Example, s.Stack
		}
	}
	slices.SortFunc(merged, func(a, b Site) int { return cmp.Or(cmp.Compare(b.Count, a.Count), a.Oldest.Compare(b.Oldest)) })
	return merged
}

// holding counts goroutines by what they hold.
func holding(groups []goroutine.Group) map[string]int {
	names := map[goroutine.Kind]string{
		goroutine.HTTPIdle: "HTTP/1 connections idle or waiting for an answer", goroutine.HTTPOpen: "HTTP/1 bodies open",
		goroutine.HTTP2Conn: "HTTP/2 connections", goroutine.HTTP2Stream: "HTTP/2 streams open",
		goroutine.SQLTx: "SQL transactions open", goroutine.SQLRows: "SQL rows open, cancellable",
		goroutine.Reader: "reading a connection",
	}
	n := make(map[string]int)
	for _, g := range groups {
		name := names[goroutine.Classify(g)]
		if client := goroutine.ClientName(g); name == "" && client != "" {
			name = client
		}
		if name != "" {
			n[name] += g.Count
		}
	}
	return n
}

// remotes groups the outbound connections by their remote ends.
func remotes(table socket.Table, hosts []Host) []Remote {
	names := make(map[string]string)
	for _, h := range hosts {
		names[h.Addr] = h.Name
	}
	byAddr := make(map[netip.AddrPort]*Remote)
	for _, c := range table.Own {
		if !c.Outbound {
			continue
		}
		r := byAddr[c.Remote]
		if r == nil {
			addr := c.Remote.String()
			r = &Remote{Addr: addr, Host: names[addr], States: make(map[string]int), TimeWait: table.TimeWait[c.Remote]}
			byAddr[c.Remote] = r
		}
		r.Count++
		r.States[c.State]++
	}
	return slices.SortedFunc(func(yield func(Remote) bool) {
		for r := range maps.Values(byAddr) {
			if !yield(*r) {
				return
			}
		}
	}, func(a, b Remote) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Addr, b.Addr)) })
}
