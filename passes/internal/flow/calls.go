package flow

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/connlint/connlint/passes/resource"
)

// calls executes a call, go or defer statement. It returns the states in which
// the path goes on; entered says that it goes on inside a function literal.
func (s *search) calls(id int32, i int, instr ssa.CallInstruction, st State) (next []State, entered bool) {
	if v := instr.Value(); v != nil {
		old := st
		st = st.define(v)
		if s.born == ssa.Instruction(v) && !s.param {
			nameless := len(st.names) == 0
			switch {
			case st.gone != exitOpen && (nameless || s.drain):
				s.stop(id, instr, st.gone, st) // what is returned from here on is the next one
				return nil, false
			case nameless:
				s.lost(id, instr, old)
				return nil, false
			}
		}
	}
	c := instr.Common()
	if b, ok := c.Value.(*ssa.Builtin); ok {
		return s.builtin(id, instr, b, st), false
	}
	to := s.callee(c, st)
	switch instr.(type) {
	case *ssa.Go:
		return s.goes(id, instr, to, st), false
	case *ssa.Defer:
		return s.defers(id, instr.(*ssa.Defer), to, st), false
	}
	if to.obj == nil || !isStd(to.obj.Pkg()) {
		// It may assign package variables.
		st = st.dropFacts(func(f fact) bool { _, global := f.val.(*ssa.Global); return global })
	}
	if st, ok := s.returns(to, st); ok {
		return s.call(id, i, instr, to, st)
	}
	return nil, false
}

// lost ends a path on which nothing gives access to the open resource any more,
// unless a deferred literal still holds an earlier instance of its variable.
func (s *search) lost(id int32, instr ssa.Instruction, st State) {
	kind := exitLost
	if s.deferred(st) {
		kind = exitReleased
	}
	s.end(id, instr, kind, st)
}

// deferred reports whether a deferred literal may release the resource by the
// variable of its own that it holds.
func (s *search) deferred(st State) bool {
	return slices.ContainsFunc(st.defers, func(d *ssa.Defer) bool {
		lit := s.callee(&d.Call, st).lit
		return lit != nil && s.classify(lit, d.Call.Args, st)&^Open != 0
	})
}

func (s *search) builtin(id int32, instr ssa.CallInstruction, b *ssa.Builtin, st State) []State {
	args := instr.Common().Args
	switch b.Name() {
	case "append":
		for _, a := range args {
			if s.gives(a, st) {
				s.end(id, instr, exitTransferred, st)
				return nil
			}
		}
	case "recover":
		// Panics are not followed, so there is nothing to recover.
		if v := instr.Value(); v != nil {
			st = st.withFact(subject{val: v}, nilness(true))
		}
	case "ssa:wrapnilchk":
		if v := instr.Value(); v != nil {
			st = s.inherit(v, s.canon(args[0]), "", "", st)
		}
	}
	return []State{st}
}

// returns applies what is known of whether the callee returns: never, or only
// if an argument is nil or true.
func (s *search) returns(to callee, st State) (State, bool) {
	r := s.e.returnsOf(to)
	if r.Never {
		return st, false
	}
	args := to.all()
	for _, p := range r.IfNil {
		if p < len(args) {
			arg := strip(s.canon(args[p]))
			if s.value(arg, st).kind == isNonNil || s.value(arg, st).kind == isFunc {
				return st, false
			}
			st = s.learn(subject{val: arg}, nilness(true), st)
		}
	}
	for _, p := range r.IfNonNil {
		if p < len(args) {
			arg := strip(s.canon(args[p]))
			if s.value(arg, st).kind == isNil {
				return st, false
			}
			st = s.learn(subject{val: arg}, nilness(false), st)
		}
	}
	for _, want := range []bool{true, false} {
		params := r.IfTrue
		if !want {
			params = r.IfFalse
		}
		for _, p := range params {
			if p < len(args) && isBoolean(args[p].Type()) {
				var ok bool
				if st, ok = s.branch(s.resolve(args[p], st), want, st); !ok {
					return st, false
				}
			}
		}
	}
	return st, true
}

// call executes an ordinary call.
func (s *search) call(id int32, i int, instr ssa.CallInstruction, to callee, st State) (next []State, entered bool) {
	if st.hasPath(s.canon(instr.Common().Value), calling) {
		s.end(id, instr, exitReleased, s.shuts(instr, st))
		return nil, false
	}
	if s.cancelsRequest(instr) {
		return []State{st.cutShort()}, false
	}
	if to.lit != nil {
		if s.concerns(to.lit, to.args, st) {
			return s.enter(id, i, instr, to, st)
		}
		return []State{s.forgetWrites(to.lit, st)}, false
	}
	if s.activates(to, st) {
		// An error of the call says that nothing was started.
		v := instr.Value()
		started := st
		started.active = true
		if g := guardResult(instr.Common().Signature()); g >= 0 && v != nil && isError(instr.Common().Signature().Results().At(g).Type()) {
			return []State{started.withFact(resultSubject(v, g), nilness(true)), st.withFact(resultSubject(v, g), nilness(false))}, false
		}
		return []State{started}, false
	}
	if done, kind, state := s.receiver(instr, to, st); done {
		if state == nil {
			if kind == exitReleased {
				st = s.shuts(instr, st)
			}
			s.end(id, instr, kind, s.assumeSuccess(instr, st))
			return nil, false
		}
		s.end(id, instr, kind, s.opposite(instr, st))
		return []State{*state}, false
	}
	if kind, ended := s.callbacks(instr, to, &st); ended {
		s.end(id, instr, kind, st)
		return nil, false
	}
	if yield := rangeBody(to.args); yield != nil && s.concerns(yield, nil, st) {
		st = s.jumpNowhere(yield, st)
		s.enterYield(id, i, instr, yield, st)
	}
	return s.arguments(id, instr, to, st), false
}

// receiver handles a method call on the resource itself: its release, or the
// call that ends it by returning false. A non-nil state goes on beside the end.
func (s *search) receiver(instr ssa.CallInstruction, to callee, st State) (ended bool, kind exitKind, beside *State) {
	if to.recv == nil || to.obj == nil {
		return false, 0, nil
	}
	recv := s.canon(to.recv)
	if releaseNames[to.obj.Name()] && s.isPart(recv, st) {
		return true, exitTransferred, nil // resp.Conn.Close()
	}
	for _, p := range st.pathsOf(recv) {
		itself := isItself(recv, p)
		switch {
		case itself && s.releases(to.obj):
			return true, exitReleased, nil
		case itself && s.ob != nil && slices.Contains(s.ob.until, to.obj.Name()):
			if _, isCall := instr.(*ssa.Call); isCall {
				return true, exitReleased, nil
			}
		case p == parent && (releaseNames[to.obj.Name()] || s.ob != nil && slices.Contains(s.ob.recv, to.obj.Name())):
			return true, exitReleased, nil
		case itself && s.ob.doneBy(to.obj.Name()):
			v := instr.Value()
			if v == nil {
				continue
			}
			if g := guardResult(to.obj.Signature()); g >= 0 {
				// Next returned false: rows are closed. On the other side they are open.
				goesOn, _ := guardFacts(to.obj.Signature(), g)
				on := st.withFact(resultSubject(v, g), goesOn)
				return true, exitReleased, &on
			}
		case !itself && p != calling && to.invoke && looksLikeRelease(to.obj.Name()):
			return true, exitTransferred, nil
		}
	}
	return false, 0, nil
}

// isPart reports whether a value is what a field of the resource holds.
func (s *search) isPart(v ssa.Value, st State) bool {
	var of ssa.Value
	switch v := v.(type) {
	case *ssa.UnOp:
		f, ok := v.X.(*ssa.FieldAddr)
		if !ok {
			return false
		}
		of = s.canon(f.X)
	case *ssa.Field:
		of = s.canon(v.X)
	default:
		return false
	}
	return !st.has(v) && slices.ContainsFunc(st.pathsOf(of), func(p Path) bool { return isItself(of, p) })
}

// activates reports whether a call makes the resource hold something.
func (s *search) activates(to callee, st State) bool {
	return s.ob != nil && to.recv != nil && to.obj != nil && slices.Contains(s.ob.activate, to.obj.Name()) && st.hasPath(s.canon(to.recv), "")
}

// opposite is the state on the side where an iteration is over: false, or an
// error.
func (s *search) opposite(instr ssa.CallInstruction, st State) State {
	v := instr.Value()
	g := guardResult(instr.Common().Signature())
	_, over := guardFacts(instr.Common().Signature(), g)
	return st.withFact(resultSubject(v, g), over)
}

// assumeSuccess: the error of a release is taken to be nil, so that "return
// resp.Body.Close()" counts as a return that succeeds.
func (s *search) assumeSuccess(instr ssa.CallInstruction, st State) State {
	if v := instr.Value(); v != nil {
		if g := guardResult(instr.Common().Signature()); g >= 0 && isError(instr.Common().Signature().Results().At(g).Type()) {
			return st.withFact(resultSubject(v, g), nilness(true))
		}
	}
	return st
}

// isRow reports whether a method Scan is that of a single row, which it
// releases: rows have a Next.
func isRow(m *types.Func) bool {
	recv := m.Signature().Recv()
	if recv == nil {
		return false
	}
	next, _, _ := types.LookupFieldOrMethod(recv.Type(), true, m.Pkg(), "Next")
	return next == nil
}

// releases reports whether a method of that name on the resource releases it.
func (s *search) releases(m *types.Func) bool {
	name := m.Name()
	if s.ob == nil || s.ob.Release == nil {
		return releaseNames[name] || name == "Scan" && isRow(m) || s.e.models.Releases(m)
	}
	return slices.Contains(s.ob.Release, name)
}

// arguments applies the callee's effects on the arguments that give access to
// the resource, and names its results.
func (s *search) arguments(id int32, instr ssa.CallInstruction, to callee, st State) []State {
	success, failure := Fate{May: Open}, Fate{May: Open}
	touched, through := false, false
	for p, arg := range to.all() {
		arg = s.canon(arg)
		isRecv := p == 0 && to.recv != nil
		if isRecv && st.hasPath(arg, "") {
			st = s.sameAs(instr.Value(), to, st)
		}
		for _, path := range st.pathsOf(arg) {
			if path == deref && st.hasPath(arg, "") {
				continue // a literal, which is the resource and points to it
			}
			eff := s.effect(to, p, path, isRecv, st)
			if isRecv && to.obj != nil && releaseNames[to.obj.Name()] && (eff.Success.May|eff.Failure.May)&ended != 0 {
				// A Close that may do nothing does so because it was called before.
				st.read = max(st.read, reading(eff.Success.Read))
				s.end(id, instr, exitReleased, s.assumeSuccess(instr, s.shuts(instr, st)))
				return nil
			}
			success, failure = success.and(eff.Success), failure.and(eff.Failure)
			touched = true
			s.named[arg] = true
		}
		if read, ok := s.readsThrough(to, p, arg, st); ok {
			success, failure = success.and(read.Success), failure.and(read.Failure)
			through = true
		}
		if a, ok := arg.(*ssa.Alloc); ok {
			st = st.withoutFact(subject{val: a, path: deref})
		}
	}
	if !touched && !through {
		return []State{st}
	}
	success.Read, failure.Read = s.level(success.Read), s.level(failure.Read)
	v := instr.Value()
	if touched && v != nil && lends(v.Type()) {
		s.derived[v] = true
	}
	guard := -1
	if sig := instr.Common().Signature(); v != nil {
		guard = guardResult(sig)
	}
	if success.same(failure) || guard < 0 {
		if guard < 0 {
			success = success.or(failure)
		}
		return s.settle(id, instr, v, success, st)
	}
	onSuccess, onFailure := guardFacts(instr.Common().Signature(), guard)
	sub := resultSubject(v, guard)
	var next []State
	for _, side := range []struct {
		fate Fate
		is   known
	}{{success, onSuccess}, {failure, onFailure}} {
		if side.fate.May != 0 || side.fate.Results != nil {
			next = append(next, s.settle(id, instr, v, side.fate, st.withFact(sub, side.is))...)
		}
	}
	return next
}

// sameAs names what a method of the resource returns: what it is released
// through, such as the *sql.DB of a *gorm.DB; or, where a method that nothing
// is stated of returns a value of the receiver's type, the resource in another
// guise, as db.Debug() and client.WithTimeout(d) do.
func (s *search) sameAs(v *ssa.Call, to callee, st State) State {
	switch results := to.signature().Results(); {
	case v == nil || to.obj == nil || results.Len() == 0:
	case s.e.models.Leads(to.obj):
		if g := guardResult(to.signature()); g > 0 {
			st = st.withFact(resultSubject(v, g), nilness(true)) // else nobody can release it
		}
		return st.withName(v, resultPath(v, 0)+parent)
	case s.e.model(to) == nil && types.Identical(results.At(0).Type(), to.recv.Type()):
		s.guises[v] = true // its Error is that of the call
		return st.withName(v, resultPath(v, 0))
	}
	return st
}

// settle continues, or ends, the path as one fate says.
func (s *search) settle(id int32, instr ssa.CallInstruction, v *ssa.Call, f Fate, st State) []State {
	if f.May&Transferred != 0 || f.May&Released != 0 && (f.May&Open != 0 || f.Results != nil) {
		s.end(id, instr, exitTransferred, st)
		return nil
	}
	st.read = max(st.read, reading(f.Read))
	if f.May&Refilled != 0 {
		gone := s.shuts(instr, st)
		gone.refilled, gone.read = true, max(gone.read, mayBeRead)
		s.end(id, instr, exitReleased, gone)
		if f.May &^= Refilled; f.May == 0 && f.Results == nil {
			return nil
		}
	}
	if f.May&Released != 0 {
		s.end(id, instr, exitReleased, s.shuts(instr, st))
		return nil
	}
	if v != nil {
		for _, a := range f.Results {
			st = st.withName(v, resultPath(v, a.Result)+a.Path)
		}
	}
	return []State{st}
}

// resultPath leads from a call to one of its results.
func resultPath(v *ssa.Call, i int) Path {
	if isTuple(v.Type()) {
		return tuple(i)
	}
	return ""
}

func resultSubject(v *ssa.Call, i int) subject { return subject{val: v, path: resultPath(v, i)} }

// guardResult is the result by which a function reports success: a last result
// of type error or bool; -1 if there is none.
func guardResult(sig *types.Signature) int {
	i := sig.Results().Len() - 1
	if i >= 0 {
		if t := sig.Results().At(i).Type(); isError(t) || isBoolean(t) {
			return i
		}
	}
	return -1
}

func guardFacts(sig *types.Signature, i int) (onSuccess, onFailure known) {
	if isBoolean(sig.Results().At(i).Type()) {
		return boolean(true), boolean(false)
	}
	return nilness(true), nilness(false)
}

// and combines the effects of one call through two arguments: either may end
// the resource.
func (f Fate) and(g Fate) Fate {
	if f.May == 0 && f.Results == nil || g.May == 0 && g.Results == nil {
		return Fate{}
	}
	out := Fate{May: (f.May | g.May), Results: append(append([]Alias(nil), f.Results...), g.Results...), Read: max(f.Read, g.Read)}
	for _, end := range []Outcome{Released, Refilled} {
		if f.May == end && f.Results == nil || g.May == end && g.Results == nil {
			return Fate{May: end, Read: out.Read}
		}
	}
	return out
}

// or joins two ways in which a call may end.
func (f Fate) or(g Fate) Fate {
	switch {
	case f.May == 0 && f.Results == nil:
		return g
	case g.May == 0 && g.Results == nil:
		return f
	}
	return Fate{May: f.May | g.May, Results: append(append([]Alias(nil), f.Results...), g.Results...), Read: min(f.Read, g.Read)}
}

func (f Fate) same(g Fate) bool {
	return f.May == g.May && f.Read == g.Read && slices.Equal(f.Results, g.Results)
}

var (
	borrows   = ParamEffect{Success: Fate{May: Open}, Failure: Fate{May: Open}}
	transfers = ParamEffect{Success: Fate{May: Transferred}, Failure: Fate{May: Transferred}}
	// What is only stated to release may well read before.
	released = ParamEffect{Success: Fate{May: Released, Read: uint8(mayBeRead)}, Failure: Fate{May: Released, Read: uint8(mayBeRead)}}
	// A body of which reading fails has lost its connection.
	refilled = ParamEffect{Success: Fate{May: Refilled, Read: uint8(toEOF)}, Failure: Fate{May: Refilled, Read: uint8(readFailed)}}
)

// effect says what a call does with the resource that parameter p gives access
// to on a path. Knowledge comes from the catalogue, from the function's body,
// or from its package's facts; without any of these it is unknown, and unknown
// code may have taken the resource over.
func (s *search) effect(to callee, p int, path Path, isRecv bool, st State) ParamEffect {
	if path == parent {
		return borrows // what is passed on is the parent, not the resource
	}
	own := isRecv && isItself(to.recv, path)
	if eff, ok := s.stated(to, p, path, st); ok {
		return eff
	}
	switch {
	case path == calling:
		if to.fn != nil && len(to.fn.Blocks) > 0 {
			return s.e.effect(to.fn, p, path)
		}
		return transfers // a release function that somebody now has
	case to.obj != nil && isStd(to.obj.Pkg()) && to.obj.Pkg() != s.e.types:
		return stdReads(to, p, path)
	case to.fn != nil && len(to.fn.Blocks) > 0:
		eff := s.e.effectGiven(to.fn, p, path, s.given(to, st))
		if own && s.ob != nil && s.ob.Release != nil && (eff.Success.May|eff.Failure.May)&ended == 0 {
			return borrows // a method of the resource keeps it where it is
		}
		return eff
	case to.invoke:
		if own {
			return borrows
		}
		if impl := s.e.implementations(to.obj); impl != nil {
			eff := ParamEffect{}
			for i, fn := range impl {
				one := s.e.effect(fn, p, path)
				if i == 0 {
					eff = one
				} else {
					eff.Success, eff.Failure = eff.Success.or(one.Success), eff.Failure.or(one.Failure)
				}
			}
			return eff
		}
		return transfers
	case to.obj != nil:
		if sum, ok := s.e.imported(to.obj); ok {
			eff := importedEffect(sum, to.obj, p, path)
			if own && (eff.Success.May|eff.Failure.May)&ended == 0 {
				return borrows
			}
			return eff
		}
		if own {
			return borrows
		}
	}
	return transfers
}

// modelEffect reads an effect from a model. If the model does not mention the
// argument, it is borrowed.
func modelEffect(m *resource.Model, to callee, p int, path Path) (eff ParamEffect, found bool) {
	eff = borrows
	for _, e := range m.Effects {
		if q := to.param(e.Param); q != p && !(variadic(to, q) && p > q) {
			continue
		}
		found = true
		switch e.What {
		case "release":
			eff = released
		case "release-on-error":
			eff.Failure = Fate{May: Released}
		case "transfer":
			eff = transfers
		case "into":
			eff.Success = Fate{Results: []Alias{{e.Result, path}}}
		case "refill":
			eff = refilled
		case "drain":
			eff.Success = Fate{May: Open, Read: uint8(toEOF)}
			eff.Failure = Fate{May: Open, Read: uint8(failureOfDrain(to, p))}
		case "read", "decode":
			eff = reads(e.What, to.signature())
		case "reads":
			eff.Failure.Read = uint8(readFailed) // of gzip.NewReader, which reads a header
		}
	}
	if found {
		return eff, true
	}
	if a := m.Acquire; a != nil && a.Wraps >= 0 && to.param(a.Wraps) == p {
		f := Fate{Results: []Alias{{a.Result, path}}}
		return ParamEffect{Success: f, Failure: Fate{May: Open}}, true
	}
	if path == calling {
		return transfers, false
	}
	return borrows, false
}

// variadic reports whether q is the variadic parameter of the callee.
func variadic(to callee, q int) bool {
	sig := to.signature()
	return sig.Variadic() && q == to.param(sig.Params().Len()-1)
}

// importedEffect reads an effect from the facts of another package.
func importedEffect(sum *Summary, obj *types.Func, p int, path Path) ParamEffect {
	t := paramType(obj.Signature(), p)
	if t == nil {
		return transfers
	}
	if sum == nil {
		sum = &Summary{}
	}
	for _, q := range resourcePaths(t) {
		if q.path == path {
			return sum.effect(p, path)
		}
		if _, below := path.after(q.path); below && q.opaque {
			// The callee sees only an interface: what it does with that is all that
			// it can do with what is behind it.
			if sum.effect(p, q.path).isBorrow() {
				return borrows
			}
			return transfers
		}
	}
	return transfers
}

// paramType returns the type of parameter p, counting the receiver first.
func paramType(sig *types.Signature, p int) types.Type {
	if sig.Recv() != nil {
		if p == 0 {
			return sig.Recv().Type()
		}
		p--
	}
	if p < sig.Params().Len() {
		return sig.Params().At(p).Type()
	}
	return nil
}
