package flow

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// transfer executes an instruction that is neither a call nor control flow. It
// returns false where the path ends.
func (s *search) transfer(id int32, instr ssa.Instruction, st State) (State, bool) {
	switch v := instr.(type) {
	case *ssa.Phi:
		return st, true // done on the edge
	case *ssa.Store:
		return s.store(id, v, st)
	case *ssa.MapUpdate:
		if st.has(s.canon(v.Value)) || st.has(s.canon(v.Key)) || s.carries(v.Value, st) {
			s.end(id, v, exitTransferred, st)
			return st, false
		}
		return st, true
	case *ssa.Send:
		if s.gives(v.X, st) {
			s.end(id, v, exitTransferred, st)
			return st, false
		}
		return st, true
	}
	v, ok := instr.(ssa.Value)
	if !ok {
		return st, true
	}
	old := st
	st = st.define(v)
	if len(old.names) > 0 && len(st.names) == 0 && !s.param && s.born != nil {
		// The acquisition, or a variable of the loop body, is executed again and
		// nothing remembers the previous instance.
		s.lost(id, instr, old)
		return st, false
	}
	return s.derive(v, st), true
}

// derive adds what a value inherits from its operands.
func (s *search) derive(v ssa.Value, st State) State {
	switch v := v.(type) {
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return s.load(v, st)
		}
	case *ssa.FieldAddr:
		x := s.canon(v.X)
		st = s.inherit(v, x, deref+field(v.Field), deref, st)
		if st.hasPath(x, "") && embedded(v.X.Type(), v.Field) {
			// The embedded part of a resource is the resource: its promoted
			// methods are called on it.
			st = st.withName(v, "")
			if holdsPointer(v) {
				st = st.withName(v, deref)
			}
		}
		if st.hasPath(x, deref) && embedded(v.X.Type(), v.Field) {
			st = st.withName(v, deref) // and so where the resource is a struct
		}
	case *ssa.Field:
		x := s.canon(v.X)
		st = s.inherit(v, x, field(v.Field), "", st)
		if st.hasPath(x, "") && embedded(v.X.Type(), v.Field) {
			st = st.withName(v, "")
		}
	case *ssa.IndexAddr:
		x := s.canon(v.X)
		st = s.inherit(v, x, elem, deref, st)
		st = s.inherit(v, x, derefElem, deref, st)
	case *ssa.Index:
		st = s.inherit(v, s.canon(v.X), elem, "", st)
	case *ssa.Slice:
		x := s.canon(v.X)
		st = s.inherit(v, x, derefElem, elem, st)
		st = s.inherit(v, x, elem, elem, st)
	case *ssa.Extract:
		st = s.inherit(v, v.Tuple, tuple(v.Index), "", st)
		if k := st.fact(subject{val: v.Tuple, path: tuple(v.Index)}); k.kind != unknown {
			st = st.withFact(subject{val: v}, k)
		}
	case *ssa.ChangeInterface:
		st = s.inherit(v, s.canon(v.X), "", "", st)
	case *ssa.ChangeType:
		st = s.inherit(v, s.canon(v.X), "", "", st)
	case *ssa.Convert:
		st = s.inherit(v, s.canon(v.X), "", "", st)
	case *ssa.MultiConvert:
		st = s.inherit(v, s.canon(v.X), "", "", st)
	case *ssa.MakeInterface:
		st = s.inherit(v, s.canon(v.X), "", "", st)
	case *ssa.TypeAssert:
		st = s.assert(v, st)
	case *ssa.MakeClosure:
		st = s.boundMethod(v, st)
	}
	return st
}

// inherit gives v the names of x below prefix from, as names below prefix to.
func (s *search) inherit(v, x ssa.Value, from, to Path, st State) State {
	for _, p := range st.pathsOf(x) {
		if rest, ok := p.after(from); ok {
			st = st.withName(v, to+rest)
		}
	}
	return st
}

func (s *search) load(v *ssa.UnOp, st State) State {
	cell := s.canon(v.X)
	st = s.inherit(v, cell, deref, "", st)
	if sub, ok := s.n.cell(cell); ok {
		if k := st.fact(sub); k.kind != unknown && k.val != ssa.Value(v) {
			st = st.withFact(subject{val: v}, k)
		}
	}
	return st
}

func (s *search) assert(v *ssa.TypeAssert, st State) State {
	x := s.canon(v.X)
	to := Path("")
	if v.CommaOk {
		to = tuple(0)
		switch k := s.value(x, st); {
		case k.kind == isNil:
			st = st.withFact(subject{val: v, path: tuple(1)}, boolean(false))
		case k.kind == isNonNil && cannotFail(strip(v.X), v.AssertedType):
			st = st.withFact(subject{val: v, path: tuple(1)}, boolean(true))
		}
	}
	return s.inherit(v, x, "", to, st)
}

// cannotFail reports whether an assertion on a value that is not nil holds by
// what is known of its type.
func cannotFail(x ssa.Value, to types.Type) bool {
	t := x.Type()
	if mi, ok := x.(*ssa.MakeInterface); ok {
		t = mi.X.Type()
	}
	if iface, ok := to.Underlying().(*types.Interface); ok {
		return types.Implements(t, iface)
	}
	return types.Identical(t, to)
}

// boundMethod: f := resp.Body.Close makes a value that releases when called.
func (s *search) boundMethod(v *ssa.MakeClosure, st State) State {
	method := boundMethod(v)
	if method == nil {
		return st
	}
	recv := s.canon(v.Bindings[0])
	for _, p := range st.pathsOf(recv) {
		if p == "" && s.releases(method) || p != "" && looksLikeRelease(method.Name()) {
			st = st.withName(v, calling)
		}
	}
	return st
}

// store executes *addr = val.
func (s *search) store(id int32, v *ssa.Store, st State) (State, bool) {
	if s.onStore != nil {
		s.onStore(v, st)
	}
	addr, val := s.canon(v.Addr), s.canon(v.Val)
	if s.copies(v.Val, st) {
		// *client = *other: what was made lives on in the copy.
		if !s.local(addr, v, st) {
			s.end(id, v, exitTransferred, st)
			return st, false
		}
		return st.withName(addr, ""), true
	}
	paths := st.pathsOf(val)
	carries := len(paths) == 0 && s.carries(v.Val, st)
	is := s.value(val, st)
	if is.kind == unknown && isBoolean(val.Type()) {
		is = known{kind: isSame, val: val}
	}

	if st.gone != exitOpen && is.kind != isNil && s.refills(addr) {
		st.refilled = true
	}
	had := len(st.names) > 0
	local := (len(paths) > 0 || carries) && s.local(addr, v, st)
	st = s.overwrite(addr, st)

	if len(paths) > 0 || carries {
		s.named[val] = true
		if carries || !local {
			if _, isField := addr.(*ssa.FieldAddr); carries && local && isField {
				// A struct with a function that releases: calling it does.
				for _, lit := range s.literals(v.Val, st, 0) {
					if s.classify(lit, nil, st) != Released {
						s.end(id, v, exitTransferred, st)
						return st, false
					}
				}
				return s.hold(addr, deref+calling, st)
			}
			if carries && local {
				// A literal that can reach the resource in a local variable:
				// remembered as a function below, judged when it is called.
				return s.contentFact(addr, is, st), true
			}
			s.end(id, v, exitTransferred, st)
			return st, false
		}
		for _, p := range paths {
			if (deref + p).tooLong() {
				s.end(id, v, exitTransferred, st)
				return st, false
			}
			var seen bool
			if st, seen = s.hold(addr, deref+p, st); !seen {
				s.end(id, v, exitTransferred, st)
				return st, false
			}
		}
	}
	if had && len(st.names) == 0 && !s.param {
		s.end(id, v, exitLost, st)
		return st, false
	}
	return s.contentFact(addr, is, st), true
}

// copies reports whether v is the content of a struct that is the resource.
func (s *search) copies(v ssa.Value, st State) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return false
	}
	_, isStruct := load.Type().Underlying().(*types.Struct)
	return isStruct && st.hasPath(s.canon(load.X), "")
}

// refills reports whether a cell is the field in which the resource arrived.
func (s *search) refills(addr ssa.Value) bool {
	a, ok := addr.(*ssa.FieldAddr)
	return ok && s.arrivedAs != nil && s.arrived == deref+field(a.Field) && types.Identical(a.X.Type(), s.arrivedAs)
}

func (s *search) contentFact(addr ssa.Value, is known, st State) State {
	if is.kind == unknown || is.kind == isNonNil && st.has(addr) {
		return st
	}
	sub, ok := s.n.cell(addr)
	_, global := sub.val.(*ssa.Global)
	if ok && (global || is.kind == isFunc || sub.path != deref || s.n.cellDecisions(sub.val) > 0) {
		return st.withFact(sub, is)
	}
	return st
}

// overwrite forgets the content of a cell, also as seen from what holds it.
func (s *search) overwrite(addr ssa.Value, st State) State {
	prefix := deref
	for {
		a, p := addr, prefix
		st = st.dropNames(func(n name) bool {
			if n.val != a {
				return false
			}
			_, ok := n.path.after(p)
			return ok
		})
		st = st.dropFacts(func(f fact) bool {
			if f.cmp != nil {
				return f.cmp.dependsOn(a)
			}
			_, below := f.path.after(p)
			return f.val == a && below
		})
		switch v := addr.(type) {
		case *ssa.FieldAddr:
			rest, _ := prefix.after(deref)
			addr, prefix = s.canon(v.X), deref+field(v.Field)+rest
		case *ssa.UnOp:
			if v.Op != token.MUL {
				return st
			}
			addr, prefix = s.canon(v.X), deref+prefix
		default:
			return st
		}
		if prefix.tooLong() {
			return st
		}
	}
}

// hold records that addr gives access on path p, and so does everything that
// addr was computed from. It returns false where that is too far away to be seen,
// as when a body is wrapped again in each round of a loop.
func (s *search) hold(addr ssa.Value, p Path, st State) (State, bool) {
	for {
		st = st.withName(addr, p)
		switch v := addr.(type) {
		case *ssa.FieldAddr:
			rest, _ := p.after(deref)
			addr, p = s.canon(v.X), deref+field(v.Field)+rest
		case *ssa.IndexAddr:
			rest, _ := p.after(deref)
			addr, p = s.canon(v.X), derefElem+rest
		case *ssa.UnOp:
			if v.Op != token.MUL {
				return st, true
			}
			addr, p = s.canon(v.X), deref+p
		default:
			return st, true
		}
		if p.tooLong() {
			return st, false
		}
	}
}

// local reports whether a cell belongs to this activation alone: what is stored
// there stays in view of the search.
func (s *search) local(addr ssa.Value, at ssa.Instruction, st State) bool {
	switch a := addr.(type) {
	case *ssa.Alloc:
		return !s.escapedBefore(a, at)
	case *ssa.FieldAddr:
		x := s.canon(a.X)
		return st.has(x) || s.local(x, at, st)
	case *ssa.IndexAddr:
		// Only the array of a variadic call; other containers are handed over.
		return varargs(a) != nil
	case *ssa.UnOp:
		// A pointer variable that only ever holds objects made here.
		cell, ok := s.canon(a.X).(*ssa.Alloc)
		if !ok || a.Op != token.MUL {
			return false
		}
		ok = true
		s.n.eachStore(cell, func(st *ssa.Store) {
			obj, isAlloc := st.Val.(*ssa.Alloc)
			ok = ok && isAlloc && !s.escapedBefore(obj, at)
		})
		return ok
	}
	return false
}

// escapedBefore reports whether somebody outside the function may know the
// object or variable a when instruction at is executed. In a loop, what became of
// the object of an earlier iteration does not matter.
func (s *search) escapedBefore(a *ssa.Alloc, at ssa.Instruction) bool {
	for _, r := range *a.Referrers() {
		if s.escapes(a, r) && (r.Parent() != at.Parent() || s.n.reachesPast(r, at, a)) {
			return true
		}
	}
	return false
}

// escapes reports whether the use r of object a may let it out of sight.
func (s *search) escapes(a ssa.Value, r ssa.Instruction) bool {
	switch r := r.(type) {
	case *ssa.Store:
		if r.Val != a {
			return false
		}
		cell, ok := s.canon(r.Addr).(*ssa.Alloc)
		return !ok || cell.Comment == "varargs"
	case *ssa.MapUpdate, *ssa.Send:
		return true
	case *ssa.MakeInterface:
		for _, u := range *r.Referrers() {
			if s.escapes(r, u) {
				return true
			}
		}
	case *ssa.Go:
		return true
	case ssa.CallInstruction:
		return s.argEscapes(a, r.Common())
	case *ssa.MakeClosure:
		return s.literalEscapes(r) && s.mayRelease(r.Fn.(*ssa.Function))
	}
	return false
}

func embedded(t types.Type, i int) bool {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	return ok && st.Field(i).Embedded()
}

// isItself reports whether on a path from the receiver of a method there is the
// resource itself: a resource that is a struct is where the receiver points.
func isItself(recv ssa.Value, p Path) bool {
	if p == "" {
		return true
	}
	ptr, ok := recv.Type().Underlying().(*types.Pointer)
	if !ok || p != deref {
		return false
	}
	_, isStruct := ptr.Elem().Underlying().(*types.Struct)
	return isStruct
}

// holdsPointer reports whether what stands at an address is itself a pointer.
func holdsPointer(addr ssa.Value) bool {
	switch addr.Type().Underlying().(*types.Pointer).Elem().Underlying().(type) {
	case *types.Pointer, *types.Interface:
		return true
	}
	return false
}

func isBoolean(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

// boundMethod returns the method of a method value such as conn.Close.
func boundMethod(mc *ssa.MakeClosure) *types.Func {
	fn := mc.Fn.(*ssa.Function)
	if fn.Parent() != nil || len(mc.Bindings) != 1 {
		return nil
	}
	m, _ := fn.Object().(*types.Func)
	return m
}
