package flow

import (
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A State is what the search knows at one point of one path, while the
// resource is open. Only the open state is propagated: where the resource is
// released, handed over or absent, the path ends.
//
// States are values; every method that changes one returns a new one.
type State struct {
	names  []name       // what gives access to the resource now (may)
	facts  []fact       // what the path has decided (must)
	defers []*ssa.Defer // deferred closures that may still release it, oldest first
	course
}

// A course is what a path has done with the resource so far. It is part of a
// State, and of the exit where the path ends.
type course struct {
	read reading // how far it has been read

	// active is set once a method has been called that makes the resource hold
	// something (for those that hold nothing before).
	active bool

	// empty is set where a response is known to have no body.
	empty bool

	// For bodies, once they are judged where they are closed: the call that closed
	// it, whether the request was cancelled before, and whether the body is known
	// to be larger than what Close reads.
	shut  ssa.CallInstruction
	cut   bool
	large bool

	// gone is set, when a function is summarised, where the resource has been
	// released or handed over: the path goes on only to see what it returns.
	gone exitKind

	// refilled is set where something else has been put in the place of what is
	// gone, as when a body is read, closed, and replaced by its text.
	refilled bool
}

// A name says that from val, along path, one reaches the resource.
type name struct {
	val  ssa.Value
	path Path
}

// A subject is what a fact is about: a value (path ""), the content of a cell
// (path "*"), a result of a call (path "#i"), or a comparison that is tested
// more than once (cmp).
type subject struct {
	val  ssa.Value
	path Path
	cmp  *comparison
}

// A fact is a decided subject.
type fact struct {
	subject
	is known
}

// known is an abstract constant.
type known struct {
	kind knownKind
	num  int64     // isInt, isBool (0 or 1)
	val  ssa.Value // isSame: the value that the subject equals; isFunc: the function
}

type knownKind uint8

const (
	unknown knownKind = iota
	isNil
	isNonNil
	isBool
	isInt
	isAtLeast
	isBelow
	isSame
	isFunc
)

// reading is how far the resource has been read on this path.
type reading uint8

const (
	unread     reading = iota
	partly             // something was read
	decoded            // a value was decoded, which need not be all of it
	mayBeRead          // somebody may have read it to the end, or will
	toEOF              // read to the end
	readFailed         // reading returned an error: there is nothing to drain
	broken             // it did, and nothing else can have failed: the connection is gone
)

func boolean(b bool) known {
	if b {
		return known{kind: isBool, num: 1}
	}
	return known{kind: isBool}
}

func nilness(isNilNow bool) known {
	if isNilNow {
		return known{kind: isNil}
	}
	return known{kind: isNonNil}
}

func (s State) has(v ssa.Value) bool {
	for _, n := range s.names {
		if n.val == v {
			return true
		}
	}
	return false
}

func (s State) hasPath(v ssa.Value, p Path) bool {
	return slices.Contains(s.names, name{v, p})
}

// pathsOf returns the paths on which v gives access to the resource.
func (s State) pathsOf(v ssa.Value) []Path {
	var paths []Path
	for _, n := range s.names {
		if n.val == v {
			paths = append(paths, n.path)
		}
	}
	return paths
}

func (s State) fact(sub subject) known {
	for _, f := range s.facts {
		if f.subject == sub {
			return f.is
		}
	}
	return known{}
}

func (s State) withName(v ssa.Value, p Path) State {
	if s.hasPath(v, p) {
		return s
	}
	s.names = append(slices.Clip(s.names), name{v, p})
	return s
}

func (s State) withFact(sub subject, k known) State {
	if s.fact(sub) == k {
		return s
	}
	s = s.withoutFact(sub)
	if k.kind != unknown {
		s.facts = append(slices.Clip(s.facts), fact{sub, k})
	}
	return s
}

func (s State) withoutFact(sub subject) State {
	return s.dropFacts(func(f fact) bool { return f.subject == sub })
}

func (s State) dropFacts(drop func(fact) bool) State {
	if slices.ContainsFunc(s.facts, drop) {
		s.facts = slices.DeleteFunc(slices.Clone(s.facts), drop)
	}
	return s
}

func (s State) dropNames(drop func(name) bool) State {
	if slices.ContainsFunc(s.names, drop) {
		s.names = slices.DeleteFunc(slices.Clone(s.names), drop)
	}
	return s
}

func (s State) withDefer(d *ssa.Defer) State {
	if !slices.Contains(s.defers, d) {
		s.defers = append(slices.Clip(s.defers), d)
	}
	return s
}

// define forgets everything about v: its defining instruction is executed
// again, so what was known is about another instance.
func (s State) define(v ssa.Value) State {
	s = s.dropNames(func(n name) bool { return n.val == v })
	return s.dropFacts(func(f fact) bool {
		return f.val == v || f.is.kind == isSame && computedFrom(f.is.val, v, 0) || f.is.val == v || f.cmp != nil && f.cmp.dependsOn(v)
	})
}

// computedFrom reports whether a condition mentions v, so that it means
// something else once v has another value.
func computedFrom(c, v ssa.Value, depth int) bool {
	if c == v {
		return true
	}
	if _, isPhi := c.(*ssa.Phi); isPhi || depth == 4 {
		return false
	}
	if instr, ok := c.(ssa.Instruction); ok {
		for _, op := range instr.Operands(nil) {
			if *op != nil && computedFrom(*op, v, depth+1) {
				return true
			}
		}
	}
	return false
}

// sameNames reports whether two states have the same access to the resource.
func (s State) sameNames(t State) bool {
	if len(s.names) != len(t.names) || s.course != t.course || !slices.Equal(s.defers, t.defers) {
		return false
	}
	for _, n := range s.names {
		if !slices.Contains(t.names, n) {
			return false
		}
	}
	return true
}

// covers reports whether every path that t describes is described by s: the
// same access, and no fact that t does not have.
func (s State) covers(t State) bool {
	if len(s.facts) > len(t.facts) || !s.sameNames(t) {
		return false
	}
	for _, f := range s.facts {
		if t.fact(f.subject) != f.is {
			return false
		}
	}
	return true
}

// meet keeps the facts that both have.
func (s State) meet(t State) State {
	return s.dropFacts(func(f fact) bool { return t.fact(f.subject) != f.is })
}
