package conntest

import (
	"cmp"
	"slices"
	"time"
)

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
