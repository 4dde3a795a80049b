// Package env is the environment of generated programs: it decides every
// condition, error, status and read, serves fake connections, and so can run
// all paths of a function.
//
// A run of a function makes a sequence of choices. Explore runs it again and
// again, each time with the choices of the last run up to the last one that has
// an alternative, until no alternative is left: a depth-first search that keeps
// no state of the program.
//
// The package is compiled into the generated module, and into nothing else.
package env

import (
	"math/rand/v2"
	"runtime"
	"strings"
	"sync"
)

// bounds keep the search finite.
type bounds struct {
	choices int // on one path; what lies beyond is cut off
	paths   int // of one function
	rounds  int // of all loops of a path together
	rows    int // of one query
	samples int // random paths, where the search was cut off
}

// Most functions are explored in full within usual. Those about which the
// analysis claims what was not seen are explored again, further.
var (
	usual = bounds{choices: 16, paths: 1500, rounds: 2, rows: 1}
	deep  = bounds{choices: 26, paths: 12_000, rounds: 4, rows: 3, samples: 12_000}
)

// A world is one run of a function.
type world struct {
	mu     sync.Mutex
	knobs  Knobs
	bounds bounds
	random *rand.Rand // decides, on random paths
	script []int      // choices to repeat
	taken  []int
	width  []int // how many alternatives each choice had
	beyond int   // choices made after the last that counts

	rounds    int
	resources []*resource
	settle    []func() // what the caller does with what it was given
	settling  bool
	marks     []Mark
	exit      int  // line of the last return of the function under test
	faulted   bool // an explicit panic happened
}

// Knobs say which decisions the function looks at, so that paths do not
// multiply by decisions that nobody reads.
type Knobs struct {
	Status   bool // the status of a response
	ReadErr  bool // errors while reading
	CloseErr bool // errors of Close
}

// A Mark is a decision as the program text shows it: the branch at a line.
type Mark struct {
	Line int
	Side bool
}

var w *world

// choose decides between n alternatives. The first is always 0.
func (w *world) choose(n int) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.settling {
		return 0
	}
	i := len(w.taken)
	if i >= w.bounds.choices {
		if w.beyond++; w.beyond > 200 {
			runtime.Goexit()
		}
		return w.beyond % n
	}
	c := 0
	if w.random != nil {
		c = w.random.IntN(n)
	} else if i < len(w.script) {
		c = w.script[i]
	}
	w.taken = append(w.taken, c)
	w.width = append(w.width, n)
	return c
}

// next returns the choices of the path after this one.
func (w *world) next() []int {
	for i := len(w.taken) - 1; i >= 0; i-- {
		if w.taken[i]+1 < w.width[i] {
			return append(append([]int(nil), w.taken[:i]...), w.taken[i]+1)
		}
	}
	return nil
}

// A resource is one connection, body, set of rows or client.
type resource struct {
	lines  []int // of the generated program, innermost call first
	closed bool
	eof    bool // was read to the end before it was closed
	dirty  bool // was closed before it was read to the end
}

func (w *world) open() *resource {
	r := &resource{lines: programLines()}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.resources = append(w.resources, r)
	return r
}

// close records that the resource was closed, and fails if the environment
// says so.
func (w *world) close(r *resource) error {
	if !r.closed {
		r.closed = true
		r.dirty = !r.eof && !w.settling
	}
	if w.knobs.CloseErr && w.choose(2) == 1 {
		return errClose
	}
	return nil
}

// programLines returns the lines of the generated program on the stack.
func programLines() []int {
	pcs := make([]uintptr, 48)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs)])
	var lines []int
	for {
		f, more := frames.Next()
		if strings.HasPrefix(f.Function, programPackage) {
			lines = append(lines, f.Line)
		}
		if !more {
			return lines
		}
	}
}

const programPackage = "leakgen/prog."
