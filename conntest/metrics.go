package conntest

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// WriteMetrics writes what a [Snapshot] counts in the text format of
// Prometheus.
func (w *Watcher) WriteMetrics(out io.Writer) error {
	s := w.recent()
	m := metrics{bufio.NewWriter(out)}
	m.sites(s.Open)
	m.hosts(s.Hosts)
	m.dbs(s.DBs)
	if s.SocketsNote == "" {
		m.family("conntest_sockets", "gauge", "TCP sockets of the process.")
		for _, state := range slices.Sorted(maps.Keys(s.Sockets)) {
			m.value("conntest_sockets", float64(s.Sockets[state]), "state", state)
		}
		m.single("conntest_host_time_wait", "gauge", "Sockets in TIME_WAIT, of the whole host.", float64(s.TimeWait))
		m.single("conntest_ports_taken", "gauge", "Local ports taken towards the remote end with the most.", float64(s.Ports.Taken))
	}
	m.single("conntest_ports", "gauge", "Local ports.", float64(s.Ports.Count))
	m.single("conntest_port_budget_per_second", "gauge", "New connections a second to one remote end that can go on for ever.", s.Ports.PerSecond)
	m.single("conntest_new_connections_per_second", "gauge", "New connections a second to the busiest host, over the last minute.", s.Ports.Rate)
	return m.Flush()
}

type metrics struct{ *bufio.Writer }

func (m metrics) sites(sites []Site) {
	open, lost, oldest := 0, 0, 0.0
	for _, site := range sites {
		open += site.Count
		lost += site.Lost
		oldest = max(oldest, sinceSeconds(site.Oldest))
	}
	m.single("conntest_open_bodies", "gauge", "Response bodies that are open.", float64(open))
	m.single("conntest_lost_bodies", "gauge", "Response bodies that are open and that nobody can close any more.", float64(lost))
	m.single("conntest_oldest_open_body_seconds", "gauge", "Age of the oldest open response body.", oldest)
}

func (m metrics) hosts(hosts []Host) {
	for _, f := range []struct {
		name, kind, help string
		value            func(Host) int
	}{
		{"conntest_requests_total", "counter", "Requests.", func(h Host) int { return h.Requests }},
		{"conntest_new_connections_total", "counter", "Connections opened.", func(h Host) int { return h.New }},
		{"conntest_reused_connections_total", "counter", "Requests over a connection that was there.", func(h Host) int { return h.Reused }},
		{"conntest_undrained_bodies_total", "counter", "Connections lost because a body was closed before its end.", func(h Host) int { return h.Early }},
		{"conntest_requests_waiting", "gauge", "Requests that wait for a connection.", func(h Host) int { return h.Waiting }},
	} {
		m.family(f.name, f.kind, f.help)
		for _, h := range hosts {
			m.value(f.name, float64(f.value(h)), "host", h.Name)
		}
	}
}

func (m metrics) dbs(dbs []DB) {
	for _, f := range []struct {
		name, kind, help string
		value            func(DB) float64
	}{
		{"conntest_db_open", "gauge", "Connections of the database.", func(d DB) float64 { return float64(d.Open) }},
		{"conntest_db_in_use", "gauge", "Connections of the database in use.", func(d DB) float64 { return float64(d.InUse) }},
		{"conntest_db_waits_total", "counter", "Waits for a connection of the database.", func(d DB) float64 { return float64(d.WaitCount) }},
		{"conntest_db_wait_seconds_total", "counter", "Time spent waiting for a connection of the database.", func(d DB) float64 { return d.WaitTime }},
	} {
		m.family(f.name, f.kind, f.help)
		for _, d := range dbs {
			m.value(f.name, f.value(d), "db", d.Name)
		}
	}
}

func (m metrics) family(name, kind, help string) {
	fmt.Fprintf(m, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, kind)
}

func (m metrics) single(name, kind, help string, v float64) {
	m.family(name, kind, help)
	fmt.Fprintf(m, "%s %g\n", name, v)
}

func (m metrics) value(name string, v float64, label, text string) {
	text = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(text)
	fmt.Fprintf(m, "%s{%s=\"%s\"} %g\n", name, label, text, v)
}
