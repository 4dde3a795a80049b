package flow

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/connlint/connlint/passes/resource"
)

// search walks from an obligation; the result is kept.
func (e *Engine) search(ob *Obligation) *search {
	if s := e.found[ob]; s != nil {
		return s
	}
	s := e.newSearch(ob.Fn, ob)
	e.found[ob] = s
	if ob.value() == nil {
		s.leak = e.leak(ob, s)
		return s // go http.Get(u), defer http.Get(u): nobody gets the result
	}
	s.born = ob.Instr
	s.split = returnsHolder(aroundLoops(ob.Fn).Signature)
	if !s.followBorn() {
		return s
	}
	s.leak = e.leak(ob, s)
	s.late = e.loopDefers(ob, s)
	s.nodes, s.queue, s.visited, s.frames, s.preborn = nil, nil, nil, nil, nil // what is kept is small
	return s
}

// followBorn walks from the acquisition on; false if the release is in other
// hands.
func (s *search) followBorn() bool {
	s.findPreborn(s.ob.Instr)
	b, st, ok := s.start()
	if !ok {
		return false
	}
	s.run(s.intern(frame{fn: s.ob.Fn}), b, slices.Index(b.Instrs, s.ob.Instr)+1, st)
	s.e.count(s)
	return true
}

// start returns where to walk from, and what is known there: false if the
// release is in other hands.
func (s *search) start() (*ssa.BasicBlock, State, bool) {
	st, mine := State{}, true
	switch made := s.ob.Instr.(type) {
	case *ssa.Call:
		st, mine = s.called(made)
	case *ssa.Alloc:
		st.names = []name{{made, ""}, {made, deref}} // a copy of the struct is as good
	}
	if !mine {
		return nil, st, false
	}
	b := s.ob.Instr.Block()
	return b, s.dominating(b, st), true
}

// called is the state after an acquiring call. It reports false if the release
// is in other hands.
func (s *search) called(call *ssa.Call) (State, bool) {
	ob := s.ob
	if s.cancelled(call) {
		return State{}, false
	}
	st := State{names: []name{{call, resultPath(call, ob.Result) + ob.Path}}}
	for _, a := range ob.also {
		st = st.withName(call, resultPath(call, a.Result)+a.Path)
	}
	if ob.guard >= 0 && ob.guard != ob.Result {
		present, _ := guardFacts(call.Call.Signature(), ob.guard)
		st = st.withFact(resultSubject(call, ob.guard), present)
	}
	st = s.moreReleases(call, st)
	if ob.recv != nil {
		st.names = nil // the result is news of the resource, not the resource
	}
	if ob.parent || ob.recv != nil {
		if s.e.endsWithParent(ob, s) {
			return State{}, false
		}
		st = st.withName(s.canon(ob.callee.recv), parent)
	}
	return st, true
}

// endsWithParent reports whether the release of the receiver is sure to come: it
// is deferred, or it is up to somebody else because the transaction came from
// outside.
func (e *Engine) endsWithParent(ob *Obligation, s *search) bool {
	recv := variable(s.canon(ob.callee.recv))
	if ob.recv != nil || ob.Kind.Rule == "sqlleak" || ob.scope != "stream" && ob.Kind.Name != "channel" || ob.Kind.Name == "stream" {
		// A transaction, or the connection of a subscription, that comes from
		// elsewhere is ended there. (Channels are opened for each message.)
		switch recv.(type) {
		case *ssa.Extract, *ssa.Call, *ssa.Alloc, *ssa.Phi:
		default:
			return true
		}
	}
	for _, b := range ob.Fn.Blocks {
		for _, instr := range b.Instrs {
			if d, ok := instr.(*ssa.Defer); ok {
				if to := s.callee(&d.Call, State{}); to.recv != nil && to.obj != nil && (releaseNames[to.obj.Name()] || slices.Contains(ob.recv, to.obj.Name())) && variable(s.canon(to.recv)) == recv {
					return true
				}
			}
		}
	}
	return false
}

// variable returns the variable that a value was loaded from, or the value.
func variable(v ssa.Value) ssa.Value {
	if load, ok := v.(*ssa.UnOp); ok {
		if alloc, ok := load.X.(*ssa.Alloc); ok {
			return alloc
		}
	}
	return v
}

// dominating adds what every path to block b has decided.
func (s *search) dominating(b *ssa.BasicBlock, st State) State {
	for child := b; child.Idom() != nil; child = child.Idom() {
		dom := child.Idom()
		br, ok := dom.Instrs[len(dom.Instrs)-1].(*ssa.If)
		if !ok || len(child.Preds) != 1 {
			continue
		}
		if next, feasible := s.branch(s.resolve(br.Cond, st), dom.Succs[0] == child, st); feasible {
			st = next
		}
	}
	return st
}

// moreReleases names the functions that release the resource when they are
// called: a result of the acquiring call, or the cancel function of its context.
func (s *search) moreReleases(call *ssa.Call, st State) State {
	for _, item := range s.ob.more {
		r, err := resource.ParseRelease(item)
		if err != nil {
			continue // the catalogue was checked when it was parsed
		}
		switch r.How {
		case resource.ByCall:
			st = st.withName(call, resultPath(call, r.Index)+calling)
		case resource.ByCtx:
			for _, cancel := range s.cancels(call, r.Index) {
				st = st.withName(cancel, calling)
			}
		}
	}
	return st
}
