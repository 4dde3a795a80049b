package conntest

import (
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/connlint/connlint/conntest/internal/socket"
)

// rates returns what a time line says after ten seconds in which one host was
// opened n connections.
func rates(n int, table socket.Table) (Snapshot, Ports) {
	now := time.Now()
	l := timeline{first: Point{Time: now.Add(-10 * time.Second), dials: -1}}
	s := Snapshot{Time: now, Hosts: []Host{{Name: "api", Addr: "192.0.2.1:443", New: n}}}
	s.Remotes = remotes(table, s.Hosts)
	p := l.ports(&s, table)
	s.Ports = p
	return s, p
}

func TestPorts(t *testing.T) {
	budget := socket.PortBudget()
	full := int(10*budget.PerSecond()) + 20

	s, p := rates(50, socket.Table{})
	if p.Exceeded || p.Rate != 5 || s.Hosts[0].Rate != 5 || p.Busiest != "api" || !strings.Contains(p.Sentence, "Measured: 5.0 a second to api") {
		t.Errorf("below: %+v", p)
	}
	s, p = rates(full, socket.Table{})
	if !p.Exceeded || !strings.HasPrefix(p.Sentence, "Exceeded") || !strings.Contains(strings.Join(s.warnings(false), "\n"), "ports run out within") {
		t.Errorf("above: %+v", p)
	}
	if _, p = rates(0, socket.Table{}); p.Exceeded || p.Busiest != "" {
		t.Errorf("nothing: %+v", p)
	}
}

func TestPortsTaken(t *testing.T) {
	remote := netip.MustParseAddrPort("192.0.2.1:443")
	table := socket.Table{
		Own:      []socket.Socket{{Remote: remote, State: "ESTAB", Outbound: true}},
		TimeWait: map[netip.AddrPort]int{remote: socket.PortBudget().Count() - 1},
	}
	s, p := rates(0, table)
	if p.TakenBy != "192.0.2.1:443" || p.Taken != p.Count {
		t.Errorf("ports = %+v", p)
	}
	if w := strings.Join(s.warnings(false), "\n"); !strings.Contains(w, "local ports are taken towards 192.0.2.1:443") {
		t.Errorf("warnings = %s", w)
	}
	if len(s.Remotes) != 1 || s.Remotes[0].Host != "api" {
		t.Errorf("remotes = %+v", s.Remotes)
	}
}

func TestTimeline(t *testing.T) {
	var l timeline
	start := time.Now()
	for i := range 3 * maxSamples {
		at := start.Add(time.Duration(i) * sampleEvery / 2) // every second one is too young
		l.add(&Snapshot{Time: at}, map[string]int{"h": i}, 0, time.Millisecond)
	}
	if len(l.samples) != maxSamples {
		t.Errorf("%d samples", len(l.samples))
	}
	last := l.samples[maxSamples-1]
	if d := last.Time.Sub(l.samples[maxSamples-2].Time); d != sampleEvery {
		t.Errorf("samples are %v apart", d)
	}
	if base := l.base(last.Time); last.Time.Sub(base.Time) != rateWindow {
		t.Errorf("rates go back %v", last.Time.Sub(base.Time))
	}
	if l.due(last.Time) || !l.due(last.Time.Add(sampleEvery)) || l.due(last.Time.Add(sampleEvery)) {
		t.Error("a sample is due every five seconds, to one caller")
	}
	// Looking that takes long is done rarely.
	l.add(&Snapshot{Time: last.Time.Add(time.Hour)}, nil, 0, time.Second)
	if l.due(last.Time.Add(time.Hour + 199*time.Second)) {
		t.Error("a sample of a second is due within 200")
	}
}

func TestCharts(t *testing.T) {
	now := time.Now()
	if newCharts([]Point{{Time: now}}) != nil {
		t.Error("a chart of one point")
	}
	charts := newCharts([]Point{{Time: now}, {Time: now.Add(time.Second), Established: 10, OpenBodies: 5, TimeWait: 4000}})
	if len(charts) != 2 || charts[0].Max != "10" || charts[1].Max != "4,000" {
		t.Fatalf("charts = %+v", charts)
	}
	if got := charts[0].Series[2].Points; got != "0.0,150.0 600.0,75.0 " {
		t.Errorf("open bodies = %q", got)
	}
}

func TestThousands(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 28232: "28,232", -1234567: "-1,234,567", -100: "-100"} {
		if got := thousands(n); got != want {
			t.Errorf("thousands(%d) = %s, want %s", n, got, want)
		}
	}
}

func TestSafeURL(t *testing.T) {
	u, err := url.Parse("https://user:pw@h:1/a?q=secret#f")
	if err != nil {
		t.Fatal(err)
	}
	x := &exchange{method: "GET", url: u, status: 200, proto: "HTTP/1.1"}
	if got, want := x.String(), "GET https://h:1/a -> 200 HTTP/1.1"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
