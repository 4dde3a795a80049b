package env

import (
	"encoding/json"
	"math/rand/v2"
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

// Main explores cases and prints the verdicts. The arguments are "from" and the
// index of the first case, or "again" and the indexes of the cases to explore
// further.
func Main(cases []Case) {
	out := json.NewEncoder(os.Stdout)
	var indexes []int
	for _, arg := range os.Args[2:] {
		i, err := strconv.Atoi(arg)
		if err != nil {
			panic(err)
		}
		indexes = append(indexes, i)
	}
	b := deep
	if os.Args[1] == "from" {
		b = usual
		for i := indexes[0] + 1; i < len(cases); i++ {
			indexes = append(indexes, i)
		}
	}
	for _, i := range indexes {
		if err := out.Encode(explore(cases[i], b)); err != nil {
			panic(err)
		}
	}
}

func explore(c Case, b bounds) Verdict {
	v := Verdict{Name: c.Name}
	for script := []int{}; script != nil; {
		w = &world{knobs: c.Knobs, bounds: b, script: script}
		if !v.run(c) {
			return v
		}
		if script = w.next(); script != nil && v.Paths+v.Crashed+v.Faulted > b.paths {
			v.Cut = true
			break
		}
	}
	if v.Cut {
		b.choices = 4 * b.choices
		random := rand.New(rand.NewPCG(1, 2))
		for range b.samples {
			w = &world{knobs: c.Knobs, bounds: b, random: random}
			if !v.run(c) {
				return v
			}
		}
	}
	return v
}

// run runs one path in the world that was made for it. It returns false if the
// path does not end.
func (v *Verdict) run(c Case) bool {
	crashed, stuck := runOnce(c)
	if stuck {
		v.Cut = true
		return false
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
	return true
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
