package env

import (
	"encoding/json"
	"os"
	"slices"
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
	Paths   int  // that ended normally
	Cut     bool // some path, or the search, was cut off
	Crashed int  // paths that ended with a panic
	Leaks   []Loss
	Dirty   [][]int // lines of resources closed before they were read to the end
}

// A Loss is a resource that was open at the end of a path.
type Loss struct {
	Lines []int // where it was obtained, innermost call first
	Exit  int   // line of the return by which the path left
	Marks []Mark
}

// maxLosses bounds what is kept of one case; the verdict needs one loss per
// line, the comparison of witnesses the others.
const maxLosses = 400

// Main explores all cases and prints the verdicts.
func Main(cases []Case) {
	out := json.NewEncoder(os.Stdout)
	for _, c := range cases {
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
		crashed := runOnce(c)
		v.Cut = v.Cut || w.beyond > 0
		switch {
		case w.beyond > 0:
		case crashed:
			v.Crashed++
		default:
			v.Paths++
			if !w.faulted {
				v.record(w)
			}
		}
		w.cleanUp()
		if script = w.next(); script == nil {
			return v
		}
		if v.Paths+v.Crashed > maxPaths {
			v.Cut = true
			return v
		}
	}
}

// runOnce runs one path in a goroutine of its own, which Goexit can end.
func runOnce(c Case) (crashed bool) {
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
	<-done
	return crashed
}

func (v *Verdict) record(w *world) {
	for _, r := range w.resources {
		if len(r.lines) == 0 {
			continue
		}
		if !r.closed && len(v.Leaks) < maxLosses {
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
