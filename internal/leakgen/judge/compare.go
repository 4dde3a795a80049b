package judge

import (
	"fmt"
	"os"
	"slices"
	"time"

	"github.com/connlint/connlint/internal/leakgen/oracle"
	"github.com/connlint/connlint/internal/leakgen/oracle/env"
	"github.com/connlint/connlint/internal/leakgen/program"
)

// What an analysis got wrong.
const (
	Missed  = "missed"  // a resource is left open on some path, no finding says so
	False   = "false"   // a finding names a resource that every path closes
	Witness = "witness" // a finding is right, but no leaking path is the one it shows
)

// A Disagreement is one wrong answer about one program.
type Disagreement struct {
	Unit    *oracle.Unit
	What    string
	Line    int // of the acquisition
	Finding *Finding
}

func (d Disagreement) String() string {
	s := fmt.Sprintf("%s at line %d", d.What, d.Line)
	if d.Finding != nil {
		s += ": " + d.Finding.Message
		for _, p := range d.Finding.Path {
			s += fmt.Sprintf("\n\t%d: %s", p.Line, p.Message)
		}
	}
	return s
}

// An Outcome is what was learned about a batch.
type Outcome struct {
	Units         int
	Ill           []string // first type errors of programs that do not compile
	Cut           int      // programs whose paths were not all run, because nothing was in doubt
	Open          int      // findings that no path confirms, of programs that have too many
	Crashed       int      // programs with paths that panic by accident
	Leaky         int      // programs with a leaking path
	Undrained     int      // programs that close before the end was read
	Paths         int
	Right         int // leaking acquisitions that were reported
	Silent        int // leaks that documented policy keeps silent about
	Disagreements []Disagreement
	Verdicts      []env.Verdict

	Build, Run, Analysis time.Duration
}

// A Judge runs programs, analyses them, and compares.
type Judge struct {
	Static *Static
	Dir    string // scratch; "" for a temporary folder per batch

	// SkipWitness leaves the shown paths unexamined.
	SkipWitness bool
}

// Run judges the programs as one batch.
func (j *Judge) Run(programs []*program.Program) (*Outcome, error) {
	var units []*oracle.Unit
	for i, p := range programs {
		units = append(units, oracle.NewUnit(p, i))
	}
	units, bad := j.Static.WellTyped(units)
	out := &Outcome{Units: len(units)}
	for u, msg := range bad {
		out.Ill = append(out.Ill, msg+"\n"+u.Text)
	}
	if len(units) == 0 {
		return out, nil
	}
	dir := j.Dir
	if dir == "" {
		var err error
		if dir, err = os.MkdirTemp("", "leakgen"); err != nil {
			return nil, err
		}
		defer os.RemoveAll(dir)
	}
	start := time.Now()
	batch, err := oracle.Build(dir, units)
	if err != nil {
		return nil, err
	}
	out.Build, start = time.Since(start), time.Now()
	verdicts, err := batch.Run()
	if err != nil {
		return nil, err
	}
	out.Run, start = time.Since(start), time.Now()
	found, err := j.Static.Findings(units)
	if err != nil {
		return nil, err
	}
	out.Analysis, start = time.Since(start), time.Now()
	if err := j.appeal(batch, units, verdicts, found); err != nil {
		return nil, err
	}
	out.Run += time.Since(start)
	out.Verdicts = verdicts
	for i, u := range units {
		j.compare(out, u, verdicts[i], found[u.Name])
	}
	return out, nil
}

// appeal explores further what refutes a finding.
func (j *Judge) appeal(batch *oracle.Batch, units []*oracle.Unit, verdicts []env.Verdict, found map[string][]Finding) error {
	var doubted []int
	for i, u := range units {
		var o Outcome
		v := verdicts[i]
		v.Cut = false
		j.compare(&o, u, v, found[u.Name])
		if slices.ContainsFunc(o.Disagreements, func(d Disagreement) bool { return d.What != Missed }) {
			doubted = append(doubted, i)
		}
	}
	if len(doubted) == 0 {
		return nil
	}
	again, err := batch.Again(doubted)
	if err != nil {
		return err
	}
	for k, i := range doubted {
		again[k].Paths += verdicts[i].Paths
		verdicts[i] = again[k]
	}
	return nil
}

func (j *Judge) compare(out *Outcome, u *oracle.Unit, v env.Verdict, found []Finding) {
	out.Paths += v.Paths
	if len(v.Leaks) > 0 {
		out.Leaky++
	}
	if len(v.Dirty) > 0 {
		out.Undrained++
	}
	if v.Crashed > 0 {
		out.Crashed++
	}
	if v.Cut {
		out.Cut++
	}
	sound := !v.Cut && v.Crashed == 0 // all paths are known
	lost := func(line int) (losses []env.Loss) {
		for _, l := range v.Leaks {
			if slices.Contains(l.Lines, line) {
				losses = append(losses, l)
			}
		}
		return losses
	}
	reported := make(map[int]bool)
	for _, f := range found {
		reported[f.Line] = true
		losses := lost(f.Line)
		switch {
		case len(losses) > 0:
			out.Right++
			if !j.SkipWitness && sound && len(v.Leaks) < env.MaxLosses && !shows(u, f, losses) {
				out.Disagreements = append(out.Disagreements, Disagreement{u, Witness, f.Line, &f})
			}
		case !slices.Contains(v.Opened, f.Line): // in dead code
		case !sound:
			out.Open++
		default:
			out.Disagreements = append(out.Disagreements, Disagreement{u, False, f.Line, &f})
		}
	}
	missed := make(map[int]bool)
	for _, l := range v.Leaks {
		outermost := l.Lines[len(l.Lines)-1]
		if missed[outermost] || slices.ContainsFunc(l.Lines, func(line int) bool { return reported[line] }) {
			continue
		}
		missed[outermost] = true
		if u.Has(Policy) {
			out.Silent++
			continue
		}
		if v.Crashed == 0 {
			out.Disagreements = append(out.Disagreements, Disagreement{u, Missed, l.Lines[0], nil})
		}
	}
}

// Policy labels programs about whose leaks an analysis is silent on purpose.
const Policy = "policy"
