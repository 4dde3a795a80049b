package flow

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/connlint/connlint/passes/resource"
)

// Function literals. One that is called, deferred or ranged over in plain view
// is entered: its captured variables are cells of the nest. One that goes
// elsewhere (a goroutine, a callback, a field) is classified by a search of its
// own: what may it do with the resource?

// concerns reports whether a literal can see the resource: through a captured
// variable or an argument. Nested literals see only what it captures itself.
func (s *search) concerns(lit *ssa.Function, args []ssa.Value, st State) bool {
	return s.sees(lit, st, nil) || slices.ContainsFunc(args, func(a ssa.Value) bool { return s.gives(a, st) })
}

// sees reports whether a literal captures the resource, or a variable that holds
// a literal which does. Literals can capture each other, so those that are being
// looked into are not looked into again.
func (s *search) sees(lit *ssa.Function, st State, outer []*ssa.Function) bool {
	outer = append(outer, lit)
	return slices.ContainsFunc(lit.FreeVars, func(fv *ssa.FreeVar) bool {
		cell := s.canon(fv)
		if st.has(cell) {
			return true
		}
		k := st.fact(subject{val: cell, path: deref})
		if k.kind != isFunc {
			return false
		}
		inner := literal(k.val)
		return inner != nil && inner.Parent() != lit && !slices.Contains(outer, inner) && s.sees(inner, st, outer)
	})
}

// gives reports whether whoever has v can reach the resource.
func (s *search) gives(v ssa.Value, st State) bool {
	return st.has(s.canon(v)) || s.carries(v, st)
}

// carries reports whether v is a function value that can see the resource.
func (s *search) carries(v ssa.Value, st State) bool {
	if mi, ok := v.(*ssa.MakeInterface); ok {
		// A literal under an interface, such as an http.HandlerFunc.
		return s.carries(mi.X, st) && slices.ContainsFunc(s.literals(mi.X, st, 0), s.mayRelease)
	}
	if _, ok := v.Type().Underlying().(*types.Signature); !ok {
		return false
	}
	for _, lit := range s.literals(v, st, 0) {
		if s.concerns(lit, nil, st) {
			return true
		}
	}
	return false
}

// literals returns the function literals that v may be.
func (s *search) literals(v ssa.Value, st State, depth int) []*ssa.Function {
	v = s.canon(strip(v))
	if k := s.value(v, st); k.kind == isFunc {
		v = k.val
	}
	if lit := literal(v); lit != nil {
		return []*ssa.Function{lit}
	}
	switch f := v.(type) {
	case *ssa.UnOp:
		cell, ok := s.canon(f.X).(*ssa.Alloc)
		if !ok || depth > 2 {
			return nil
		}
		var all []*ssa.Function
		s.n.eachStore(cell, func(st *ssa.Store) { all = append(all, s.literals(st.Val, State{}, depth+1)...) })
		return all
	case *ssa.Phi:
		var all []*ssa.Function
		if depth <= 2 {
			for _, e := range f.Edges {
				all = append(all, s.literals(e, State{}, depth+1)...)
			}
		}
		return all
	}
	return nil
}

// literal returns the function literal that v is, or nil.
func literal(v ssa.Value) *ssa.Function {
	fn, _ := v.(*ssa.Function)
	if mc, ok := v.(*ssa.MakeClosure); ok {
		fn = mc.Fn.(*ssa.Function)
	}
	if fn == nil || fn.Parent() == nil {
		return nil
	}
	return fn
}

// enter walks into a literal that is called here.
func (s *search) enter(id int32, i int, call ssa.CallInstruction, to callee, st State) (next []State, entered bool) {
	n := s.nodes[id]
	if n.frame.depth >= maxDepth || n.frame.active(to.lit) {
		s.end(id, call, exitTransferred, st)
		return nil, false
	}
	fr := s.intern(frame{fn: to.lit, parent: n.frame, depth: n.frame.depth + 1, call: call, block: n.block, index: i + 1})
	s.push(node{parent: id, frame: fr, block: to.lit.Blocks[0], state: s.bindParams(to.lit, to.args, st)})
	return nil, true
}

// jumpNowhere records that the body of a range-over-func loop has not asked to
// leave the loop yet.
func (s *search) jumpNowhere(body *ssa.Function, st State) State {
	for _, fv := range body.FreeVars {
		if cell, ok := s.canon(fv).(*ssa.Alloc); ok && strings.HasPrefix(cell.Comment, "jump$") {
			st = st.withFact(subject{val: cell, path: deref}, known{kind: isInt})
		}
	}
	return st
}

// enterYield walks into the body of a range-over-func loop, which the callee may
// run any number of times. That it does not run at all is the caller's state.
func (s *search) enterYield(id int32, i int, call ssa.CallInstruction, body *ssa.Function, st State) {
	n := s.nodes[id]
	if n.frame.depth >= maxDepth || n.frame.active(body) {
		return
	}
	fr := s.intern(frame{fn: body, parent: n.frame, depth: n.frame.depth + 1, call: call, block: n.block, index: i + 1, isYield: true})
	s.push(node{parent: id, frame: fr, block: body.Blocks[0], state: st})
}

func (f *frame) active(fn *ssa.Function) bool {
	for ; f != nil; f = f.parent {
		if f.fn == fn && f.call != nil {
			return true
		}
	}
	return false
}

func (s *search) bindParams(lit *ssa.Function, args []ssa.Value, st State) State {
	for i, p := range lit.Params {
		if i >= len(args) {
			break
		}
		arg := s.canon(args[i])
		paths, is := st.pathsOf(arg), s.value(arg, st)
		st = st.define(p)
		for _, path := range paths {
			st = st.withName(p, path)
		}
		if is.kind != unknown && len(paths) == 0 {
			st = st.withFact(subject{val: p}, is)
		}
	}
	return st
}

// leave returns from a literal to where it was called.
func (s *search) leave(id int32, fr *frame, ret *ssa.Return, st State) {
	had := len(st.names) > 0
	if v := fr.call.Value(); v != nil && !fr.isYield && !fr.isDefer {
		st = st.define(v)
		for i, r := range ret.Results {
			r = s.canon(r)
			for _, p := range st.pathsOf(r) {
				st = st.withName(v, resultPath(v, i)+p)
			}
			if k := s.value(r, st); k.kind != unknown {
				st = st.withFact(resultSubject(v, i), k)
			}
		}
	}
	again := st
	st = s.dropLocals(fr.fn, st)
	if had && len(st.names) == 0 && !s.param {
		s.lost(id, ret, again)
		return
	}
	switch {
	case fr.isDefer:
		s.runDefers(id, fr.parent, fr.block, fr.index, st, fr.deferred)
		return
	case fr.isYield && s.value(ret.Results[0], again) == boolean(true):
		s.push(node{parent: id, frame: fr, block: fr.fn.Blocks[0], state: st})
	}
	s.push(node{parent: id, frame: fr.parent, block: fr.block, index: fr.index, state: st})
}

// dropLocals forgets the values of a literal that has returned.
func (s *search) dropLocals(fn *ssa.Function, st State) State {
	local := func(v ssa.Value) bool { return v != nil && v.Parent() == fn }
	st = st.dropNames(func(n name) bool { return local(n.val) })
	return st.dropFacts(func(f fact) bool {
		return f.val != nil && local(f.val) || local(f.is.val) && f.is.kind == isSame
	})
}

// forgetWrites drops what is known of the variables that a literal assigns.
func (s *search) forgetWrites(lit *ssa.Function, st State) State {
	if len(st.facts) == 0 {
		return st
	}
	for _, b := range lit.Blocks {
		for _, instr := range b.Instrs {
			if store, ok := instr.(*ssa.Store); ok {
				st = st.withoutFact(subject{val: s.canon(store.Addr), path: deref})
			}
		}
	}
	for _, nested := range lit.AnonFuncs {
		st = s.forgetWrites(nested, st)
	}
	return st
}

// callbacks handles literals among the arguments of a call that is not in
// plain view: registered with t.Cleanup, started by an errgroup, run by a retry
// helper. One that releases on all its paths counts as the release; one that
// may release or keep the resource has taken it over, and so has one that is kept.
func (s *search) callbacks(instr ssa.CallInstruction, to callee, st *State) (exitKind, bool) {
	for p, a := range to.all() {
		if _, ok := a.Type().Underlying().(*types.Signature); !ok || p == 0 && to.recv != nil {
			continue
		}
		for _, lit := range s.literals(a, *st, 0) {
			if isRangeBody(lit) {
				continue
			}
			if s.concerns(lit, nil, *st) || s.tapped(lit) {
				st.read = max(st.read, reading(s.level(uint8(mayBeRead))))
			}
			if s.concerns(lit, nil, *st) {
				switch may := s.classify(lit, nil, *st); {
				case may == Released:
					return exitReleased, true
				case may&^Open != 0 || s.e.outlives(to, p):
					return exitTransferred, true
				}
			}
			*st = s.forgetWrites(lit, *st)
		}
	}
	return 0, false
}

// classify says what a literal may do with the resource when it runs in
// another context.
func (s *search) classify(lit *ssa.Function, args []ssa.Value, st State) Outcome {
	if s.depth >= maxDepth {
		return Transferred
	}
	sub := s.e.newSearch(lit, s.ob)
	sub.param, sub.depth = true, s.depth+1
	st.defers = nil
	st = s.bindParams(lit, args, st)
	st = st.dropFacts(func(f fact) bool { return f.val == nil || !isCell(f.val) && f.val.Parent() != lit })
	sub.run(sub.intern(frame{fn: lit}), lit.Blocks[0], 0, st)
	s.steps += sub.steps
	if sub.overflow || len(sub.exits) == 0 {
		return Transferred // gave up, or runs for ever
	}
	var may Outcome
	for _, ex := range sub.exits {
		if may |= ex.outcome(); may&Refilled != 0 {
			may = may&^Refilled | Released
		}
		if ex.results != nil {
			may |= Transferred
		}
	}
	return may
}

func (ex exit) outcome() Outcome {
	switch {
	case ex.kind != exitOpen && ex.refilled:
		return Refilled // wrapped, if it was handed over
	case ex.kind == exitReleased:
		return Released
	case ex.kind == exitTransferred:
		return Transferred
	}
	return Open
}

// ascend follows the return of the literal that the search started in to where
// it is called, if that is in plain view: the resource may be in a captured
// variable. It reports whether the path goes on there.
func (s *search) ascend(id int32, fr *frame, ret *ssa.Return, st State) bool {
	lit := fr.fn
	if s.param || lit.Parent() == nil || !s.heldOutside(lit, st) && (st.gone == exitOpen || !isRangeBody(lit)) {
		return false
	}
	mc := s.n.closures[lit]
	if mc == nil {
		return false
	}
	for _, r := range *mc.Referrers() {
		if _, ok := r.(*ssa.Call); !ok {
			return false
		}
	}
	after := s.dropLocals(lit, st)
	if isRangeBody(lit) && s.value(ret.Results[0], st) == boolean(true) {
		s.push(node{parent: id, frame: fr, block: lit.Blocks[0], state: after})
	}
	for _, r := range *mc.Referrers() {
		call := r.(*ssa.Call)
		next := after.define(call)
		// A helper that runs a callback, such as a retry, reports its success.
		g := guardResult(call.Call.Signature())
		if g >= 0 && isError(call.Call.Signature().Results().At(g).Type()) {
			switch s.success(ret, st) {
			case yes:
				next = next.withFact(resultSubject(call, g), nilness(true))
			case no:
				next = next.withFact(resultSubject(call, g), nilness(false))
			}
		}
		s.findPreborn(call)
		for i, instr := range call.Block().Instrs {
			if instr == ssa.Instruction(call) {
				up := s.intern(frame{fn: lit.Parent()})
				s.push(node{parent: id, frame: up, block: call.Block(), index: i + 1, state: next})
			}
		}
	}
	return true
}

// goes starts a goroutine. If it only uses the resource, releasing it is still
// up to this function.
func (s *search) goes(id int32, instr ssa.CallInstruction, to callee, st State) []State {
	if st.hasPath(s.canon(instr.Common().Value), calling) {
		s.end(id, instr, exitReleased, st)
		return nil
	}
	if to.lit != nil {
		if s.concerns(to.lit, to.args, st) {
			if may := s.classify(to.lit, to.args, st); may == Released {
				s.end(id, instr, exitReleased, st)
				return nil
			} else if may&^Open != 0 {
				s.end(id, instr, exitTransferred, st)
				return nil
			}
			s.lent = true
		}
		return []State{s.forgetWrites(to.lit, st)}
	}
	if s.activates(to, st) {
		st.active = true // go client.Run()
		return []State{st}
	}
	if ended, kind, _ := s.receiver(instr, to, st); ended {
		s.end(id, instr, kind, st)
		return nil
	}
	if kind, ended := s.callbacks(instr, to, &st); ended {
		s.end(id, instr, kind, st)
		return nil
	}
	s.lent = s.lent || s.argsConcern(to.all(), st)
	return s.arguments(id, instr, to, st)
}

// defers executes a defer statement. A release that is certain counts here: it
// will run however the function is left. A literal that looks at captured
// variables is remembered, and entered where the deferred calls run.
func (s *search) defers(id int32, instr *ssa.Defer, to callee, st State) []State {
	if s.drain {
		return s.defersUntilExit(instr, to, st)
	}
	s.closes = true
	if st.hasPath(s.canon(instr.Call.Value), calling) {
		s.end(id, instr, exitReleased, st)
		return nil
	}
	if to.lit != nil {
		if s.argsConcern(to.args, st) {
			if s.classify(to.lit, to.args, st)&^Open != 0 {
				s.end(id, instr, exitReleased, st)
				return nil
			}
		}
		if s.mayRelease(to.lit) {
			st = st.withDefer(instr)
		}
		return []State{st}
	}
	if to.fn == nil && to.obj == nil && s.carries(instr.Call.Value, st) {
		s.end(id, instr, exitTransferred, st)
		return nil
	}
	if ended, kind, _ := s.receiver(instr, to, st); ended {
		s.end(id, instr, kind, st)
		return nil
	}
	if kind, ended := s.callbacks(instr, to, &st); ended {
		s.end(id, instr, kind, st)
		return nil
	}
	return s.arguments(id, instr, to, st)
}

func (s *search) argsConcern(args []ssa.Value, st State) bool {
	return slices.ContainsFunc(args, func(a ssa.Value) bool { return st.has(s.canon(a)) })
}

// pending returns the deferred literals that run when the frame's function is
// left, the last first.
func (s *search) pending(fr *frame, st State) []*ssa.Defer {
	var run []*ssa.Defer
	if fr.parent == nil && fr.call == nil {
		run = append(run, s.preborn[fr.fn]...)
	}
	for _, d := range st.defers {
		// A defer in a range-over-func body runs with those of its function.
		if d.Parent() == fr.fn && d.DeferStack == nil || d.DeferStack != nil && !isRangeBody(fr.fn) {
			run = append(run, d)
		}
	}
	slices.Reverse(run)
	return run
}

// stacked returns those deferred in the bodies of loops over functions, if they are
// still pending when the function around returns: SSA has no instruction that runs
// them where the function defers nothing itself.
func (s *search) stacked(fr *frame, st State) []*ssa.Defer {
	if isRangeBody(fr.fn) || !slices.ContainsFunc(st.defers, func(d *ssa.Defer) bool { return d.DeferStack != nil }) {
		return nil
	}
	return slices.DeleteFunc(s.pending(fr, st), func(d *ssa.Defer) bool { return d.DeferStack == nil })
}

func (s *search) runDefers(id int32, fr *frame, b *ssa.BasicBlock, index int, st State, todo []*ssa.Defer) {
	for len(todo) > 0 {
		d := todo[0]
		todo = todo[1:]
		if i := slices.Index(st.defers, d); i >= 0 {
			st.defers = slices.Delete(slices.Clone(st.defers), i, i+1)
		}
		to := s.callee(&d.Call, st)
		lit := to.lit
		if s.drain && lit == nil {
			st = s.runDeferred(d, to, st)
			continue
		}
		if lit == nil || !s.concerns(lit, s.deferredArgs(d), st) || fr.depth >= maxDepth || fr.active(lit) {
			continue
		}
		in := s.intern(frame{fn: lit, parent: fr, depth: fr.depth + 1, call: d, block: b, index: index, isDefer: true, deferred: todo})
		s.push(node{parent: id, frame: in, block: lit.Blocks[0], state: s.bindParams(lit, d.Call.Args, st)})
		return
	}
	s.push(node{parent: id, frame: fr, block: b, index: index, state: st})
}

// findPreborn lists the deferred literals that may be pending when the resource
// is obtained.
func (s *search) findPreborn(born ssa.Instruction) {
	fn := born.Parent()
	if _, done := s.preborn[fn]; done {
		return
	}
	s.preborn[fn] = nil
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if d, ok := instr.(*ssa.Defer); ok && s.n.reaches(d, born) {
				if lit := s.callee(&d.Call, State{}).lit; lit != nil && s.mayRelease(lit) {
					s.preborn[fn] = append(s.preborn[fn], d)
				}
			}
		}
	}
}

// mayRelease is a cheap test of whether a literal can have an effect on a
// captured resource: it calls something that is not of the standard library,
// or a method that looks like a release, or stores or sends.
func (s *search) mayRelease(lit *ssa.Function) bool {
	may, ok := s.e.mayRelease[lit]
	if ok {
		return may
	}
	for _, b := range lit.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case ssa.CallInstruction:
				c := s.callee(instr.Common(), State{})
				switch {
				case c.obj == nil:
					if _, isBuiltin := instr.Common().Value.(*ssa.Builtin); !isBuiltin {
						may = true
					}
				case !isStd(c.obj.Pkg()) && s.e.whole(c) == nil || keeps(s.e.model(c)) || looksLikeRelease(c.obj.Name()) || releaseNames[c.obj.Name()]:
					may = true
				}
			case *ssa.Send, *ssa.MapUpdate, *ssa.Select, *ssa.Store:
				may = true
			}
		}
	}
	for _, nested := range lit.AnonFuncs {
		may = may || s.mayRelease(nested)
	}
	s.e.mayRelease[lit] = may
	return may
}

// keeps reports whether a model does more with an argument than use it.
func keeps(m *resource.Model) bool {
	return m != nil && (m.Acquire != nil && m.Acquire.Wraps >= 0 || slices.ContainsFunc(m.Effects, func(e resource.Effect) bool {
		return !slices.Contains([]string{"borrow", "refill", "drain", "read", "decode"}, e.What)
	}))
}

// literalEscapes reports whether a literal may run at times that the search
// does not see.
func (s *search) literalEscapes(mc *ssa.MakeClosure) bool {
	for _, r := range *mc.Referrers() {
		switch r := r.(type) {
		case *ssa.Go:
			return true
		case *ssa.Defer:
			if r.Call.Value != mc {
				return true
			}
		case *ssa.Call:
			if r.Call.Value != mc && !isRangeBody(mc.Fn.(*ssa.Function)) {
				return true
			}
		case *ssa.Store:
			if _, ok := s.canon(r.Addr).(*ssa.Alloc); !ok {
				return true
			}
		case *ssa.DebugRef:
		default:
			return true
		}
	}
	return false
}

// argEscapes reports whether a call may keep the object that is passed to it.
func (s *search) argEscapes(a ssa.Value, c *ssa.CallCommon) bool {
	if _, ok := c.Value.(*ssa.Builtin); ok {
		return false
	}
	to := s.callee(c, State{})
	if to.lit != nil {
		return false
	}
	for p, arg := range to.all() {
		if arg != a {
			continue
		}
		eff, said := s.stated(to, p, "", State{})
		switch {
		case said:
			if eff.Success.May&Transferred != 0 {
				return true
			}
		case to.obj != nil && isStd(to.obj.Pkg()) && to.obj.Pkg() != s.e.types:
		case to.fn != nil && len(to.fn.Blocks) > 0:
			eff := s.e.effect(to.fn, p, "")
			if (eff.Success.May|eff.Failure.May)&Transferred != 0 {
				return true
			}
		default:
			return true
		}
	}
	return false
}

func isRangeBody(fn *ssa.Function) bool { return strings.HasPrefix(fn.Synthetic, "range-over-func") }

func rangeBody(args []ssa.Value) *ssa.Function {
	for _, a := range args {
		if mc, ok := a.(*ssa.MakeClosure); ok {
			if fn := mc.Fn.(*ssa.Function); isRangeBody(fn) {
				return fn
			}
		}
	}
	return nil
}

// selects executes a select: one state for each case, and none for a case that
// sends the resource away.
func (s *search) selects(id int32, sel *ssa.Select, st State) []State {
	st = st.define(sel)
	chosen := subject{val: sel, path: tuple(0)}
	sends := false
	for _, c := range sel.States {
		if c.Dir == types.SendOnly && s.gives(c.Send, st) {
			sends = true
		}
	}
	if !sends {
		return []State{st}
	}
	var next []State
	for i, c := range sel.States {
		if c.Dir == types.SendOnly && s.gives(c.Send, st) {
			s.end(id, sel, exitTransferred, st)
			continue
		}
		next = append(next, st.withFact(chosen, known{kind: isInt, num: int64(i)}))
	}
	if !sel.Blocking {
		next = append(next, st.withFact(chosen, known{kind: isInt, num: -1}))
	}
	return next
}
