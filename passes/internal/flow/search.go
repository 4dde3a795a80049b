package flow

import (
	"fmt"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// The search.
//
// For one acquisition (or one resource-holding parameter) it walks forward
// from the place where the resource is obtained, along every path on which the
// resource is still open. A state is what gives access to the resource, what
// the path has decided, and which deferred closures are pending. Where the
// resource is released, handed over or absent the path ends, so the walk covers
// only the live range of the resource. A return that is reached is a leak (for
// an acquisition) or a borrow (for a parameter).
//
// States merge only when one covers the other: at a block there is an antichain
// of at most maxStates states per set of names; beyond that, facts that differ
// are dropped, which can only make infeasible paths feasible, and the search is
// marked imprecise: what it finds then is not reported.
//
// It terminates because names and facts are finite (paths are bounded, facts
// are about a fixed set of subjects), states at a block only grow weaker, and
// literals are entered to a bounded depth. Cost: blocks of the live range times
// states per block.
//
// Rejected: a whole-function dataflow over all resources at once (joins lose the
// correlation between a resource and its error), and may-alias analysis before
// the search (nearly all functions use their connection in plain view).

const (
	maxStates = 12     // per block and set of names
	maxSteps_ = 60_000 // instructions per search
	maxDepth  = 4      // literals entered from literals
)

// A frame is one activation: of the function that the search started in, or of
// a function literal entered from it.
type frame struct {
	fn     *ssa.Function
	parent *frame
	depth  int

	// Where to continue after the literal returns: the call, and for deferred
	// literals the deferred calls that are still to run.
	call     ssa.CallInstruction
	block    *ssa.BasicBlock
	index    int
	deferred []*ssa.Defer
	isDefer  bool
	isYield  bool // a range-over-func body: it may run again
}

// A node is a point of the search tree: the witness of a leak is the way from
// its node to the root.
type node struct {
	parent int32
	frame  *frame
	block  *ssa.BasicBlock
	index  int
	state  State
	branch *ssa.If // the branch whose edge leads here, if any
	side   bool
	saved  bool // some path through here released the resource or handed it over
}

type place struct {
	frame *frame
	block *ssa.BasicBlock
	index int
}

// An exit is a place where a path ends with the resource in some state.
type exit struct {
	node    int32
	instr   ssa.Instruction // the return; nil for a lost reference
	kind    exitKind
	success tri // what the error (or bool) result says
	results []Alias
	present []bool  // which results may be more than nil
	values  []known // what is known of each result
	course
}

type exitKind uint8

const (
	exitOpen        exitKind = iota // a return with the resource open
	exitLost                        // the last reference was dropped
	exitReleased                    // released
	exitTransferred                 // handed over
)

type tri uint8

const (
	maybe tri = iota
	yes
	no
)

type search struct {
	e      *Engine
	n      *nest
	root   *ssa.Function
	ob     *Obligation
	param  bool // summarising a parameter: returns are outcomes, not leaks
	split  bool // summarising by what is returned: paths go on after the release
	drain  bool // judging what was read of a body where it is closed (see drain.go)
	born   ssa.Instruction
	depth  int // nesting of searches
	frames map[frameKey]*frame

	nodes    []node
	queue    []int32
	visited  map[place][]State
	exits    []exit
	steps    int
	overflow bool // gave up: too many steps
	vague    bool // dropped facts: imprecise

	// Where the resource is found when it comes in: on a path of a value of a type.
	arrived   Path
	arrivedAs types.Type

	guises  map[ssa.Value]bool             // results of methods that return the resource in another guise
	derived map[ssa.Value]bool             // results of calls that were lent the resource
	lent    bool                           // a goroutine uses it
	leak    *Leak                          // for an acquisition: what the search found
	onStore func(*ssa.Store, State)        // called before a store is executed; may be nil
	late    []*LoopDefer                   // releases deferred in the loop of the acquisition
	named   map[ssa.Value]bool             // values that ever gave access to the resource
	cutters []ssa.Value                    // functions that cancel the request
	events  bool                           // the request asks for a stream of events
	closes  bool                           // a release was deferred
	preborn map[*ssa.Function][]*ssa.Defer // deferred before the resource was obtained
}

func (e *Engine) newSearch(root *ssa.Function, ob *Obligation) *search {
	s := &search{
		e: e, n: e.nest(root), root: root, ob: ob,
		frames:  map[frameKey]*frame{},
		visited: map[place][]State{},
		named:   map[ssa.Value]bool{},
		derived: map[ssa.Value]bool{},
		guises:  map[ssa.Value]bool{},
		preborn: map[*ssa.Function][]*ssa.Defer{},
	}
	if ob != nil {
		if call, ok := ob.Instr.(*ssa.Call); ok && ob.Result < call.Call.Signature().Results().Len() {
			s.arrived, s.arrivedAs = ob.Path, call.Call.Signature().Results().At(ob.Result).Type()
		}
	}
	return s
}

// intern returns the one frame for an activation, so that places compare.
func (s *search) intern(f frame) *frame {
	key := frameKey{f.fn, f.parent, f.call, fmt.Sprint(f.deferred)}
	if old := s.frames[key]; old != nil {
		return old
	}
	s.frames[key] = &f
	return &f
}

type frameKey struct {
	fn       *ssa.Function
	parent   *frame
	call     ssa.CallInstruction
	deferred string
}

// run walks from the given place until nothing is left.
func (s *search) run(fr *frame, b *ssa.BasicBlock, index int, st State) {
	s.push(node{parent: -1, frame: fr, block: b, index: index, state: st})
	for len(s.queue) > 0 && !s.overflow {
		id := s.queue[0]
		s.queue = s.queue[1:]
		s.walk(id)
	}
}

func (s *search) push(n node) {
	if n.parent >= 0 {
		if !s.admit(place{n.frame, n.block, n.index}, &n.state) {
			return
		}
	}
	for _, m := range n.state.names {
		s.named[m.val] = true
	}
	s.nodes = append(s.nodes, n)
	s.queue = append(s.queue, int32(len(s.nodes)-1))
}

// admit reports whether a state at a place is new, and records it.
func (s *search) admit(p place, st *State) bool {
	seen := s.visited[p]
	same := 0
	for _, old := range seen {
		if old.covers(*st) {
			return false
		}
		if old.sameNames(*st) {
			same++
		}
	}
	if same >= maxStates {
		// Paths that have no resource any more only say what is returned.
		s.vague = s.vague || st.gone == exitOpen
		for _, old := range seen {
			if old.sameNames(*st) {
				*st = st.meet(old)
			}
		}
	}
	seen = slices.DeleteFunc(seen, func(old State) bool { return st.covers(old) })
	s.visited[p] = append(seen, *st)
	return true
}

// walk executes one node's block from its index on.
func (s *search) walk(id int32) {
	n := s.nodes[id]
	st := n.state
	for i := n.index; i < len(n.block.Instrs); i++ {
		if s.steps++; s.steps > maxSteps_ {
			s.overflow = true
			return
		}
		instr := n.block.Instrs[i]
		switch instr := instr.(type) {
		case *ssa.If:
			s.walkIf(id, instr, st)
			return
		case *ssa.Jump:
			s.edge(id, n.block, n.block.Succs[0], st, nil, false)
			return
		case *ssa.Return:
			s.walkReturn(id, instr, st)
			return
		case *ssa.Panic:
			return
		case *ssa.RunDefers:
			s.runDefers(id, n.frame, n.block, i+1, st, s.pending(n.frame, st))
			return
		case *ssa.Select:
			next := s.selects(id, instr, st)
			s.fork(id, i+1, next)
			return
		case ssa.CallInstruction:
			next, entered := s.calls(id, i, instr, st)
			if entered || len(next) == 0 {
				return
			}
			if len(next) > 1 {
				s.fork(id, i+1, next)
				return
			}
			st = next[0]
		default:
			var ok bool
			if st, ok = s.transfer(id, instr, st); !ok {
				return
			}
		}
	}
}

// fork continues in several states after an instruction.
func (s *search) fork(id int32, index int, states []State) {
	n := s.nodes[id]
	for _, st := range states {
		s.push(node{parent: id, frame: n.frame, block: n.block, index: index, state: st})
	}
}

func (s *search) walkIf(id int32, br *ssa.If, st State) {
	n := s.nodes[id]
	c := s.resolve(br.Cond, st)
	for side, succ := range n.block.Succs {
		taken := side == 0
		st := st
		if (s.drain || !s.param) && s.bodyless(br.Cond, taken, st) {
			st.empty = st.empty || !s.param
			if s.drain {
				st.read = toEOF
			}
		}
		if s.drain && s.isLarge(br.Cond, taken, st) {
			st.large = true
		}
		if s.switched(br.Cond, taken, st) || s.saysClosed(br.Cond, taken, st) {
			s.end(id, br, exitReleased, st)
			continue
		}
		if next, ok := s.branch(c, taken, st); ok {
			s.edge(id, n.block, succ, next, br, taken)
		}
	}
}

// edge follows a control-flow edge: phis take the values of this edge, and
// names and facts that nothing can use any more are dropped.
func (s *search) edge(id int32, from, to *ssa.BasicBlock, st State, br *ssa.If, side bool) {
	n := s.nodes[id]
	had := len(st.names) > 0
	st = s.phis(from, to, st)
	if had && len(st.names) == 0 && !s.param {
		s.exit(exit{node: id, kind: exitLost, course: st.course})
		return
	}
	st = s.prune(to, st)
	s.push(node{parent: id, frame: n.frame, block: to, state: st, branch: br, side: side})
}

func (s *search) phis(from, to *ssa.BasicBlock, st State) State {
	if len(to.Instrs) == 0 {
		return st
	}
	if _, ok := to.Instrs[0].(*ssa.Phi); !ok {
		return st
	}
	pred := slices.Index(to.Preds, from)
	type update struct {
		phi   *ssa.Phi
		paths []Path
		is    known
	}
	var updates []update
	for _, instr := range to.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			break
		}
		in := s.canon(phi.Edges[pred])
		u := update{phi: phi, paths: st.pathsOf(in)}
		if u.paths != nil {
			s.named[in] = true
		}
		if s.n.decisions(phi) > 0 || nilable(phi.Type()) {
			u.is = s.value(in, st)
			if low, ok := lowerBound(phi, nil); u.is.kind == isInt && !isConst(in) || u.is.kind == isBelow || u.is.kind == isAtLeast && ok && low >= u.is.num {
				u.is = known{} // the counter's start, or what holds of it anyway
			}
			if u.is.kind == unknown && isBoolean(phi.Type()) && !slices.ContainsFunc(to.Instrs, func(x ssa.Instruction) bool {
				other, ok := x.(*ssa.Phi)
				return ok && computedFrom(in, other, 0)
			}) {
				u.is = known{kind: isSame, val: in}
			}
			if u.is.kind == isNonNil && len(u.paths) > 0 {
				u.is = known{} // the name says it
			}
		}
		updates = append(updates, u)
	}
	for _, u := range updates {
		st = st.define(u.phi)
	}
	for _, u := range updates {
		for _, p := range u.paths {
			st = st.withName(u.phi, p)
		}
		if u.is.kind == isFunc || s.n.decisions(u.phi) > 0 && u.is.kind != unknown && u.is.val != ssa.Value(u.phi) {
			st = st.withFact(subject{val: u.phi}, u.is)
		}
	}
	return st
}

// prune drops what is dead at the start of block b. Cells stay: literals and
// deferred calls may look at them.
func (s *search) prune(b *ssa.BasicBlock, st State) State {
	fn := b.Parent()
	dead := func(v ssa.Value) bool {
		if isCell(v) || s.drain && st.deferredWith(v) {
			return false
		}
		instr, ok := v.(ssa.Instruction)
		if !ok {
			_, isParam := v.(*ssa.Parameter)
			return isParam && v.Parent() == fn && !s.n.liveIn(v, b)
		}
		if instr.Parent() != fn {
			return false
		}
		if phi, ok := v.(*ssa.Phi); ok && phi.Block() == b {
			return len(*phi.Referrers()) == 0
		}
		return !s.n.liveIn(v, b)
	}
	st = st.dropNames(func(n name) bool { return dead(n.val) })
	return st.dropFacts(func(f fact) bool {
		if f.cmp != nil {
			return slices.ContainsFunc(f.cmp.leaves, dead)
		}
		return dead(f.val)
	})
}

func (s *search) walkReturn(id int32, ret *ssa.Return, st State) {
	n := s.nodes[id]
	if todo := s.stacked(n.frame, st); len(todo) > 0 {
		s.runDefers(id, n.frame, ret.Block(), len(ret.Block().Instrs)-1, st, todo)
		return
	}
	if n.frame.call != nil {
		s.leave(id, n.frame, ret, st)
		return
	}
	if isRangeBody(n.frame.fn) && s.deferred(st) {
		s.end(id, ret, exitReleased, st) // with the function around the loop
		return
	}
	if s.ascend(id, n.frame, ret, st) {
		return
	}
	ex := exit{node: id, instr: ret, kind: st.gone, success: s.success(ret, st), course: st.course}
	for _, n := range st.names {
		s.named[n.val] = true
	}
	for i, r := range ret.Results {
		r = s.canon(r)
		k := s.value(r, st)
		ex.present = append(ex.present, k.kind != isNil)
		ex.values = append(ex.values, k)
		for _, p := range st.pathsOf(r) {
			ex.results = append(ex.results, Alias{i, p})
			s.named[r] = true
		}
		if s.carries(r, st) {
			ex.kind = exitTransferred // a literal that can reach the resource
		}
	}
	if ex.kind != exitOpen {
		ex.results = nil
	}
	if ex.kind == exitOpen && ex.results == nil && s.heldOutside(n.frame.fn, st) {
		ex.kind = exitTransferred
	}
	s.exit(ex)
}

// heldOutside reports whether a variable of an enclosing function holds the
// resource.
func (s *search) heldOutside(fn *ssa.Function, st State) bool {
	if s.param {
		return false
	}
	return slices.ContainsFunc(st.names, func(n name) bool {
		switch v := n.val.(type) {
		case *ssa.Alloc:
			return v.Parent() != fn
		case *ssa.FreeVar:
			return true
		}
		return false
	})
}

// success says what a return tells its caller: by its last result, if that is
// an error or a bool.
func (s *search) success(ret *ssa.Return, st State) tri {
	i := guardResult(ret.Parent().Signature)
	if i < 0 || i >= len(ret.Results) {
		return maybe
	}
	r := ret.Results[i]
	if isBoolean(r.Type()) {
		c := s.resolve(r, st)
		have := s.lookup(c.sub, st)
		switch {
		case contradicts(have, c.onTrue):
			return no
		case contradicts(have, c.onFalse):
			return yes
		}
	}
	switch k := s.value(r, st); {
	case k.kind == isNil, k.kind == isBool && k.num == 1:
		return yes
	case k.kind == isNonNil, k.kind == isBool:
		return no
	}
	return maybe
}

func (s *search) exit(ex exit) {
	if s.ob != nil && len(s.ob.activate) > 0 && !ex.active {
		ex.kind, ex.results = exitReleased, nil // it holds nothing yet
	}
	saved := ex.kind == exitReleased || ex.kind == exitTransferred || ex.results != nil
	if s.drain {
		saved = !ex.undrained()
	}
	if saved {
		for id := ex.node; id >= 0 && !s.nodes[id].saved; id = s.nodes[id].parent {
			s.nodes[id].saved = true
		}
	}
	s.exits = append(s.exits, ex)
}

// end records that the path ends here with the resource in the given state. In
// a summary that distinguishes returns, the path goes on without it.
func (s *search) end(id int32, instr ssa.Instruction, kind exitKind, st State) {
	if s.split && kind != exitLost && instr.Block() != nil && !(s.drain && st.shut == nil) {
		fr := s.nodes[id].frame
		for i, in := range instr.Block().Instrs {
			if in == instr && instr.Block().Parent() == fr.fn {
				st.names, st.gone = nil, kind
				s.push(node{parent: id, frame: fr, block: instr.Block(), index: i + 1, state: st})
				return
			}
		}
	}
	s.stop(id, instr, kind, st)
}

// stop records that the path ends here, whatever follows.
func (s *search) stop(id int32, instr ssa.Instruction, kind exitKind, st State) {
	s.exit(exit{node: id, instr: instr, kind: kind, course: st.course})
}
