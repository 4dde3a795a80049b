package report

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// An Observation is that a leak was seen at run time, by conntest.
type Observation struct {
	Count     int
	FirstSeen time.Time
	Tests     []string // that saw it; none if a service did
	Example   string   // one of the requests, or ""
}

// Add adds what was seen elsewhere of the same leak.
func (o *Observation) Add(other Observation) {
	o.Count += other.Count
	if o.FirstSeen.IsZero() || other.FirstSeen.Before(o.FirstSeen) {
		o.FirstSeen = other.FirstSeen
	}
	if o.Example == "" {
		o.Example = other.Example
	}
	for _, t := range other.Tests {
		if !slices.Contains(o.Tests, t) {
			o.Tests = append(o.Tests, t)
		}
	}
	slices.Sort(o.Tests)
}

// An Unfound is a leak that was seen at run time and that no finding explains.
type Unfound struct {
	Rule     string // as conntest names the fault
	Pos      Position
	Function string // full name, with the package's path
	Message  string
	Why      string // that could not be found, if it is known
	Observation
}

// String says how often, in which tests, and by which request.
func (o *Observation) String() string {
	s := "once"
	if o.Count > 1 {
		s = fmt.Sprintf("%d times", o.Count)
	}
	if len(o.Tests) > 0 {
		s += ", in " + strings.Join(o.Tests, ", ")
	}
	if o.Example != "" {
		s += ": " + o.Example
	}
	return s
}

// text is a sentence without the place and the rule.
func (u *Unfound) text() string {
	s := "seen at run time and not found: " + u.Message + ", " + u.Observation.String()
	if u.Why != "" {
		s += "; " + u.Why
	}
	return s
}
