package env

import (
	"encoding/json"
	"os"
	"slices"
	"strconv"
	"time"
)

// A Case is one generated function and what its caller does with its results.
type Case struct {
	Name  string
	Knobs Knobs
	Run   func()
}

// A Verdict is what running all paths of a case has shown. One is printed per
// line, as JSON.
type Verdict struct {
	Name    string
	Paths   int   // that ended normally
	Cut     bool  // some path, or the search, was cut off
	Faulted int   // paths on which an explicit panic happened
	Crashed int   // paths that ended with another panic
	Opened  []int // lines on which resources were obtained
	Leaks   []Loss
	Dirty   [][]int // lines of resources closed before they were read to the end
}

// A Loss is a resource that was open at the end of a path.
type Loss struct {
	Lines []int // where it was obtained, innermost call first
	Exit  int   // line of the return by which the path left
	Marks []Mark
}

// MaxLosses bounds what is kept of one case: the verdict needs one loss per
// line, the comparison of witnesses the others.
const MaxLosses = 400

// Main explores the cases, from the one whose index is the first argument on,
// and prints the verdicts.
func Main(cases []Case) {
	out := json.NewEncoder(os.Stdout)
	first, err := strconv.Atoi(os.Args[1])
	if err != nil {
		panic(err)
	}
	for _, c := range cases[first:] {
		if err := out.Encode(explore(c)); err != nil {
			panic(err)
		}
	}
}

func explore(c Case) Verdict {
	v := Verdict{Name: c.Name}
	var script []int
	for {
		w = &world{knobs: c.Knobs, script: script}
		crashed, stuck := runOnce(c)
		if stuck {
			v.Cut = true
			return v
		}
		v.Cut = v.Cut || w.beyond > 0
		switch {
		case w.beyond > 0:
		case w.faulted: // explicit panics are not exits, even if they are recovered
			v.Faulted++
		case crashed:
			v.Crashed++
		default:
			v.Paths++
			v.record(w)
		}
		w.cleanUp()
		if script = w.next(); script == nil {
			return v
		}
		if v.Paths+v.Crashed+v.Faulted > maxPaths {
			v.Cut = true
			return v
		}
	}
}

// patience is how long one path may take. Paths take microseconds; one that
// takes this long waits for something that does not come, and its function is
// given up.
const patience = 2 * time.Second

// runOnce runs one path in a goroutine of its own, which Goexit can end.
func runOnce(c Case) (crashed, stuck bool) {
	crashed = true
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() { recover() }()
		c.Run()
		w.settling = true
		for _, f := range w.settle {
			f()
		}
		crashed = false
	}()
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case <-done:
		return crashed, false
	case <-timer.C:
		return false, true
	}
}

func (v *Verdict) record(w *world) {
	for _, r := range w.resources {
		if len(r.lines) == 0 {
			continue
		}
		for _, line := range r.lines {
			if !slices.Contains(v.Opened, line) {
				v.Opened = append(v.Opened, line)
			}
		}
		if !r.closed && len(v.Leaks) < MaxLosses {
			v.Leaks = append(v.Leaks, Loss{Lines: r.lines, Exit: w.exit, Marks: w.marks})
		}
		if r.dirty && !slices.ContainsFunc(v.Dirty, func(l []int) bool { return slices.Equal(l, r.lines) }) {
			v.Dirty = append(v.Dirty, r.lines)
		}
	}
}

// cleanUp marks what is left as closed, so that nothing waits for it.
func (w *world) cleanUp() {
	w.settling = true
	for _, r := range w.resources {
		r.closed = true
	}
}
