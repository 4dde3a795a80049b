package conntest

import (
	"sync/atomic"
	"time"
)

// A Point is one point of the time line.
type Point struct {
	Time        time.Time `json:"time"`
	Established int       `json:"established"` // sockets of the process
	CloseWait   int       `json:"closeWait"`
	TimeWait    int       `json:"timeWait"` // of the host
	OpenBodies  int       `json:"openBodies"`
	NewConns    int       `json:"newConns"` // followed, since the Watcher was made

	byHost map[string]int // NewConns of each
	dials  int64          // of the host, -1 where unknown
}

// A timeline keeps the last samples. The Watcher's lock guards it.
type timeline struct {
	first   Point // the Watcher's start
	samples []Point
	next    atomic.Int64 // when another is due, in Unix nanoseconds
}

const (
	sampleEvery = 5 * time.Second
	maxSamples  = 120
	rateWindow  = time.Minute
)

// due reports whether a sample is due, to one caller only.
func (l *timeline) due(now time.Time) bool {
	next := l.next.Load()
	return now.UnixNano() >= next && l.next.CompareAndSwap(next, now.Add(sampleEvery).UnixNano())
}

// add takes a sample from a snapshot, unless the last one is too young. What
// the snapshot cost decides when the next is due: at most one part in 200 of
// the time is spent on looking.
func (l *timeline) add(s *Snapshot, opened map[string]int, dials int64, cost time.Duration) {
	if n := len(l.samples); n > 0 && s.Time.Sub(l.samples[n-1].Time) < sampleEvery {
		return
	}
	sample := Point{
		Time: s.Time, Established: s.Sockets["ESTAB"], CloseWait: s.Sockets["CLOSE_WAIT"],
		TimeWait: s.TimeWait, byHost: opened, dials: dials,
	}
	for _, site := range s.Open {
		sample.OpenBodies += site.Count
	}
	for _, n := range opened {
		sample.NewConns += n
	}
	if len(l.samples) == maxSamples {
		l.samples = l.samples[1:]
	}
	l.samples = append(l.samples, sample)
	l.next.Store(s.Time.Add(max(sampleEvery, 200*cost)).UnixNano())
}

// base returns the sample from which rates are measured: the oldest within the
// window.
func (l *timeline) base(now time.Time) Point {
	if now.Sub(l.first.Time) <= rateWindow {
		return l.first
	}
	for _, s := range l.samples {
		if now.Sub(s.Time) <= rateWindow {
			return s
		}
	}
	return Point{Time: now}
}
