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

// holding counts goroutines by what they hold.
func holding(groups []goroutine.Group) map[string]int {
	names := map[goroutine.Kind]string{
		goroutine.HTTPIdle: "HTTP/1 connections idle or waiting for an answer", goroutine.HTTPOpen: "HTTP/1 bodies open",
		goroutine.HTTP2Conn: "HTTP/2 connections", goroutine.HTTP2Stream: "HTTP/2 streams open",
		goroutine.SQLTx: "SQL transactions open", goroutine.SQLRows: "SQL rows open, cancellable",
		goroutine.Reader: "reading a connection", goroutine.Upgraded: "reading a connection that has left HTTP",
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
