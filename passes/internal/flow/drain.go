package flow

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/connlint/connlint/passes/resource"
)

// Bodies that are closed before their end. For a leak, a deferred Close ends the
// path: it will run. Whether the body was read by then shows only where it does
// run, so this is a search of its own over the same code: a deferred call waits
// for the exit of its function and is executed there, in the order of defers; a
// Close does not end the path but is remembered with what was read before, and
// the path goes on to see whether the function fails. The search is made only
// for bodies of which the first search says that they are closed.

// An Undrained is a body that is closed on some path before it was read to the
// end, so that its connection cannot be used again.
type Undrained struct {
	Kind  *resource.Kind
	Call  *ast.CallExpr // the acquiring call
	API   string        // how the source names it
	Fn    *ssa.Function
	Close *ast.CallExpr // what closes it; nil if unknown
	Defer bool          // it is deferred

	// How much was read, on the path that is shown: nothing, something, or one
	// value by a decoder, after which the end may have been reached or not.
	Unread, Decoded bool

	// Cut says that the request was cancelled before the body was closed, after
	// which no release of the standard library reads the rest.
	Cut bool

	// Large says that the path knows the body to be longer than what any release
	// of the standard library reads.
	Large bool

	// Events says that it is a stream of events, which has no end that the reader
	// could wait for, of which some were read.
	Events bool

	// Several says that it is closed in more than one place before its end.
	Several bool

	// Mild says that there may be good reason for each such path: it ends with an
	// error; or it has decoded a value, which may have been all; or it reads nothing
	// of what may be nothing, the response to something other than a GET, once.
	Mild bool

	// Repeats says that the call is made again and again.
	Repeats bool

	// Always says that on no path was it read to the end before it is closed.
	Always bool

	Branches []Branch
}

// undrained: where a value was decoded and the function fails all the same, more
// may be wrong with the rest than that it is unread.
func (ex exit) undrained() bool {
	return ex.shut != nil && ex.read < mayBeRead && !(ex.read == decoded && ex.success == no)
}

// grave orders exits: what is more certain and costs more comes first.
func (ex exit) grave() int {
	g := 0
	if ex.read != decoded {
		g += 2
	}
	if ex.success != no {
		g++
	}
	return g
}

// beyondClose reports whether the Close of no release reads the rest.
func (ex exit) beyondClose(events bool) bool {
	return ex.cut || ex.large || events && ex.read > unread
}

// Undrained returns the bodies that a function acquires and closes before their
// end. beyond asks only for those whose rest no release of the standard library
// reads.
func (e *Engine) Undrained(fn *ssa.Function, beyond bool) []*Undrained {
	var found []*Undrained
	for _, ob := range e.acquisitions(fn) {
		call, ok := ob.Instr.(*ssa.Call)
		if !ok || ob.Kind.Name != "body" || !slices.Equal(ob.Release, []string{"Close"}) {
			continue
		}
		first := e.search(ob)
		if first.overflow || first.leak != nil || !slices.ContainsFunc(first.exits, func(ex exit) bool { return ex.kind == exitReleased }) {
			continue
		}
		s := e.newSearch(fn, ob)
		s.drain, s.split, s.born = true, true, call
		s.cutters = s.requestCancels(call)
		s.events = s.asksForEvents(call)
		if s.answersHead(ob) || s.usedOnce(ob) || beyond && len(s.cutters) == 0 && !s.events && !looksAtLength(fn) {
			continue
		}
		if u := e.undrained(s, beyond); u != nil {
			found = append(found, u)
		}
	}
	return found
}

func (e *Engine) undrained(s *search, beyond bool) *Undrained {
	if !s.followBorn() {
		return nil
	}
	u := &Undrained{Kind: s.ob.Kind, Call: e.ir.Call(s.ob.Instr.Pos()), API: s.ob.API, Fn: s.ob.Fn, Mild: true, Always: true}
	if s.overflow || s.vague || s.lent || s.outlived() || u.Call == nil {
		return nil
	}
	get := s.sends(s.ob, "GET")
	u.Repeats = s.n.repeats(s.ob.Instr)
	worst := -1
	places := map[ssa.CallInstruction]bool{}
	for i, ex := range s.exits {
		if !ex.undrained() || beyond && !ex.beyondClose(s.events) || s.atProcessEnd(ex) {
			u.Always = false
			continue
		}
		places[ex.shut] = true
		u.Mild = u.Mild && (ex.success == no || ex.read == decoded || ex.read == unread && !get && !u.Repeats)
		if worst < 0 || ex.grave() > s.exits[worst].grave() || ex.grave() == s.exits[worst].grave() && ex.node < s.exits[worst].node {
			worst = i
		}
	}
	if worst < 0 {
		return nil
	}
	ex := s.exits[worst]
	u.Close = e.ir.Call(ex.shut.Common().Pos())
	u.Several = len(places) > 1
	_, u.Defer = ex.shut.(*ssa.Defer)
	u.Unread, u.Decoded, u.Cut = ex.read == unread, ex.read == decoded, ex.cut
	u.Large, u.Events = ex.large && !ex.cut, s.events && ex.read > unread && !ex.cut
	u.Branches = s.branches(ex)
	return u
}

// readBeforeClose adds to the summary of a function that closes a body by a
// deferred call what it reads before.
func (e *Engine) readBeforeClose(fn *ssa.Function, st State, eff *ParamEffect) {
	s := e.newSearch(fn, nil)
	s.param, s.split, s.drain = true, true, true
	s.run(s.intern(frame{fn: fn}), fn.Blocks[0], 0, st)
	e.count(s)
	success, failure := mayBeRead, mayBeRead
	if !s.overflow && !s.vague {
		success, failure = broken, broken
		for _, ex := range s.exits {
			read := ex.read
			if ex.shut == nil {
				read = max(read, mayBeRead)
			}
			if ex.success != no {
				success = min(success, read)
			}
			if ex.success != yes {
				failure = min(failure, read)
			}
		}
	}
	eff.Success.Read, eff.Failure.Read = uint8(success), uint8(failure)
}

// shuts remembers the call that closes the resource.
func (s *search) shuts(instr ssa.CallInstruction, st State) State {
	if s.drain {
		st.shut = instr
	}
	return st
}

// deferredWith reports whether a deferred call that is still to run was given v.
func (s State) deferredWith(v ssa.Value) bool {
	return slices.ContainsFunc(s.defers, func(d *ssa.Defer) bool {
		return d.Call.Value == v || slices.Contains(d.Call.Args, v)
	})
}

// defersUntilExit remembers a deferred call that has to do with the resource.
func (s *search) defersUntilExit(instr *ssa.Defer, to callee, st State) []State {
	if to.lit != nil && (s.mayRelease(to.lit) || s.concerns(to.lit, instr.Call.Args, st)) || to.lit == nil &&
		(s.gives(instr.Call.Value, st) || to.recv != nil && s.gives(to.recv, st) || slices.ContainsFunc(to.args, func(a ssa.Value) bool { return s.gives(a, st) }) ||
			s.cancelsRequest(instr)) {
		st = st.withDefer(instr)
	}
	return []State{st}
}

// deferredArgs are the arguments of a deferred literal; a search for leaks has
// judged those where they were evaluated.
func (s *search) deferredArgs(d *ssa.Defer) []ssa.Value {
	if s.drain {
		return d.Call.Args
	}
	return nil
}

// runDeferred executes a deferred call of a function that is not a literal.
func (s *search) runDeferred(d *ssa.Defer, to callee, st State) State {
	if st.gone != exitOpen {
		return st
	}
	shut := func(kind exitKind) State {
		st.names, st.gone = nil, kind
		return s.shuts(d, st)
	}
	if st.hasPath(s.canon(d.Call.Value), calling) {
		return shut(exitReleased)
	}
	if s.cancelsRequest(d) {
		return st.cutShort()
	}
	if ended, kind, _ := s.receiver(d, to, st); ended {
		if kind != exitReleased {
			st.read = max(st.read, mayBeRead)
		}
		return shut(kind)
	}
	for p, arg := range to.all() {
		arg = s.canon(arg)
		isRecv := p == 0 && to.recv != nil
		for _, path := range st.pathsOf(arg) {
			eff := s.effect(to, p, path, isRecv, st)
			f := eff.Success.or(eff.Failure)
			st.read = max(st.read, reading(f.Read))
			switch {
			case f.May&Transferred != 0:
				st.read = max(st.read, mayBeRead)
				return shut(exitTransferred)
			case f.May&ended != 0:
				return shut(exitReleased)
			}
		}
	}
	return st
}

// cutShort: the request is cancelled while its body may have an unread rest.
func (s State) cutShort() State {
	s.cut = s.cut || s.gone == exitOpen && s.read < mayBeRead
	return s
}

func (s *search) cancelsRequest(instr ssa.CallInstruction) bool {
	return len(s.cutters) > 0 && slices.Contains(s.cutters, s.canon(instr.Common().Value))
}

// cancelledOnReturn reports whether the cancellation of the request that an
// acquisition sends was deferred before it.
func (s *search) cancelledOnReturn(ob *Obligation) bool {
	call, ok := ob.Instr.(*ssa.Call)
	if !ok {
		return false
	}
	cutters := s.requestCancels(call)
	if len(cutters) == 0 {
		return false
	}
	for _, b := range call.Parent().Blocks {
		if !b.Dominates(call.Block()) {
			continue
		}
		for _, instr := range b.Instrs {
			if instr == ssa.Instruction(call) {
				break
			}
			if d, ok := instr.(*ssa.Defer); ok && slices.Contains(cutters, s.canon(d.Call.Value)) {
				return true
			}
		}
	}
	return false
}

// requestCancels returns the functions that cancel the context of the request
// that a call sends.
func (s *search) requestCancels(call *ssa.Call) []ssa.Value {
	return s.argumentCancels(call, 0)
}

func (s *search) contextCancels(v ssa.Value, depth int) []ssa.Value {
	v = s.canon(v)
	switch {
	case depth > 6:
		return nil
	case isContext(v.Type()):
		return cancelsOf(v, s.n, 0)
	case !isNamed(v.Type(), "net/http", "Request"):
		return nil
	}
	var all []ssa.Value
	switch v := v.(type) {
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			return s.argumentCancels(call, depth)
		}
	case *ssa.Phi:
		for _, e := range v.Edges {
			all = append(all, s.contextCancels(e, depth+1)...)
		}
	case *ssa.UnOp:
		if cell, ok := s.canon(v.X).(*ssa.Alloc); ok {
			s.n.eachStore(cell, func(st *ssa.Store) { all = append(all, s.contextCancels(st.Val, depth+1)...) })
		}
	case *ssa.Call:
		return s.argumentCancels(v, depth)
	}
	return all
}

func (s *search) argumentCancels(call *ssa.Call, depth int) (all []ssa.Value) {
	for _, arg := range call.Call.Args {
		all = append(all, s.contextCancels(arg, depth+1)...)
	}
	return all
}

func isContext(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Name() == "Context" && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "context"
}

// bodyless reports whether one side of a branch says that the response has no
// body: by a status that has none, or by its length.
func (s *search) bodyless(v ssa.Value, side bool, st State) bool {
	if b, ok := s.canon(v).(*ssa.BinOp); ok && isNoBody(b.X) != isNoBody(b.Y) {
		return (b.Op == token.EQL) == side && (b.Op == token.EQL || b.Op == token.NEQ) && (st.has(s.canon(b.X)) || st.has(s.canon(b.Y)))
	}
	field, op, n, ok := s.lengthTest(v, side, st)
	if !ok {
		return false
	}
	switch field {
	case "StatusCode":
		return op == token.EQL && (n == 204 || n == 304 || n < 200)
	case "ContentLength":
		return n == 0 && (op == token.EQL || op == token.LEQ) || n == 1 && op == token.LSS
	}
	return false
}

func isNoBody(v ssa.Value) bool {
	g := loaded(v)
	return g != nil && g.Name() == "NoBody" && g.Pkg.Pkg.Path() == "net/http"
}

// loaded returns the package variable whose content v is, or nil.
func loaded(v ssa.Value) *ssa.Global {
	if mi, ok := v.(*ssa.MakeInterface); ok {
		v = mi.X
	}
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return nil
	}
	g, _ := load.X.(*ssa.Global)
	return g
}
