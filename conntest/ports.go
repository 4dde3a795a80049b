package conntest

import (
	"fmt"
	"strconv"
	"time"

	"github.com/connlint/connlint/conntest/internal/socket"
)

// Ports is the budget of local ports. One remote address and port can be
// connected to from each local port once, and a connection that this side
// closed keeps its port for a while.
type Ports struct {
	Count     int     `json:"count"`             // local ports
	TimeWait  float64 `json:"timeWaitSeconds"`   // for which a closed connection keeps one
	PerSecond float64 `json:"perSecond"`         // new connections to one remote end that can go on for ever
	Read      bool    `json:"read"`              // from the system; false: its documented defaults
	Rate      float64 `json:"rate"`              // measured: new connections a second to the busiest host followed
	Busiest   string  `json:"busiest,omitempty"` // that host
	HostRate  float64 `json:"hostRate"`          // all that the whole host opens a second, -1 where unknown
	Taken     int     `json:"taken"`             // ports taken towards the remote end with the most
	TakenBy   string  `json:"takenBy,omitempty"` // that remote end
	Exceeded  bool    `json:"exceeded"`
	Sentence  string  `json:"sentence"`
}

// ports compares the budget with what was measured, and fills in the rates of
// the snapshot's hosts.
func (l *timeline) ports(s *Snapshot, table socket.Table) Ports {
	budget := socket.PortBudget()
	p := Ports{
		Count: budget.Count(), TimeWait: budget.TimeWait.Seconds(), PerSecond: budget.PerSecond(), Read: budget.Measured,
		HostRate: -1,
	}
	base := l.base(s.Time)
	if d := s.Time.Sub(base.Time).Seconds(); d >= 1 {
		for i := range s.Hosts {
			h := &s.Hosts[i]
			h.Rate = float64(h.New-base.byHost[h.Name]) / d
			if h.Rate > p.Rate {
				p.Rate, p.Busiest = h.Rate, h.Name
			}
		}
		if now := dials(); now >= 0 && base.dials >= 0 {
			p.HostRate = float64(now-base.dials) / d
		}
	}
	taken := make(map[string]int)
	for addr, n := range table.TimeWait {
		taken[addr.String()] = n
	}
	for _, r := range s.Remotes {
		taken[r.Addr] += r.Count
	}
	for addr, n := range taken {
		if n > p.Taken || n == p.Taken && addr < p.TakenBy {
			p.Taken, p.TakenBy = n, addr
		}
	}
	p.Exceeded = p.Rate > p.PerSecond
	p.Sentence = p.sentence()
	return p
}

func (p Ports) sentence() string {
	source := ""
	if !p.Read {
		source = " (this system's documented defaults, not read from it)"
	}
	if p.Exceeded {
		return fmt.Sprintf("Exceeded: %.0f new connections a second to %s, where %s ports that stay taken for %.0f s allow %.0f%s. "+
			"The ports run out within %v; then every connect to it fails until connections are used again.",
			p.Rate, p.Busiest, thousands(p.Count), p.TimeWait, p.PerSecond, source,
			time.Duration(float64(p.Count)/p.Rate*float64(time.Second)).Round(time.Second))
	}
	text := fmt.Sprintf("%s ports that stay taken for %.0f s after a close allow %.0f new connections a second to one remote end%s. ",
		thousands(p.Count), p.TimeWait, p.PerSecond, source)
	if p.Busiest == "" {
		return text + "None was opened in the last minute."
	}
	return text + fmt.Sprintf("Measured: %.1f a second to %s, %.0f %% of it.", p.Rate, p.Busiest, 100*p.Rate/p.PerSecond)
}

// warnings says in plain words what is wrong.
func (s *Snapshot) warnings(exposed bool) []string {
	var w []string
	if s.Ports.Exceeded {
		w = append(w, s.Ports.Sentence)
	}
	if p := s.Ports; p.Taken*10 >= p.Count*8 {
		w = append(w, fmt.Sprintf("%s of %s local ports are taken towards %s.", thousands(p.Taken), thousands(p.Count), p.TakenBy))
	}
	lost, old := 0, 0
	for _, site := range s.Open {
		lost += site.Lost
	}
	for _, l := range s.Leaks {
		if l.Rule == bodyleak || l.Rule == connleak {
			old += l.Count
		}
	}
	if lost > 0 {
		w = append(w, fmt.Sprintf("%s response bodies are lost: open, and nobody can close them any more.", thousands(lost)))
	}
	if old > lost {
		w = append(w, fmt.Sprintf("%s response bodies are open for longer than they should be.", thousands(old-lost)))
	}
	if n := s.staying(); n > 0 {
		w = append(w, fmt.Sprintf("%s sockets are in CLOSE_WAIT: the other end has closed, this process has not.", thousands(n)))
	}
	for _, db := range s.DBs {
		if db.Max > 0 && db.InUse >= db.Max {
			w = append(w, fmt.Sprintf("All %d connections of database %s are in use.", db.Max, db.Name))
		}
	}
	if exposed {
		w = append(w, "This page is served beyond this machine to whoever asks: give the Watcher a Guard, or serve it on a loopback address.")
	}
	return w
}

// staying counts the sockets in CLOSE_WAIT that were so in the sample before,
// too: one that is about to be closed is no fault.
func (s *Snapshot) staying() int {
	n := s.Sockets["CLOSE_WAIT"]
	if i := len(s.Timeline) - 2; i >= 0 {
		return min(n, s.Timeline[i].CloseWait)
	}
	return 0
}

// thousands formats n as 12,345.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
