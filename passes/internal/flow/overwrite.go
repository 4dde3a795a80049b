package flow

import (
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// overwritten reports the stores in an owning field by which an open resource is
// lost: one that this function has used, or has stored there itself.
func (e *Engine) overwritten(u *fieldUses, keeps []*keep) (leaks []*FieldLeak) {
	first := keeps[0]
	owned := map[ssa.Value]bool{}
	for _, k := range keeps {
		owned[k.store.Val] = true
	}
	var stores []*ssa.Store
	for _, addr := range u.addrs[first.field] {
		for _, r := range *addr.Referrers() {
			st, ok := r.(*ssa.Store)
			if !ok || st.Addr != ssa.Value(addr) {
				continue
			}
			if !u.ours(st.Val, owned, 0) {
				return nil // sometimes it is borrowed
			}
			stores = append(stores, st)
		}
	}
	lost := map[*ssa.Store]bool{}
	for _, k := range keeps {
		for _, st := range e.lostAfter(k, k.store.Parent(), k.store) {
			lost[st] = true
		}
	}
	for _, st := range stores {
		x, ok := st.Addr.(*ssa.FieldAddr).X.(*ssa.Parameter)
		if !ok || lost[st] || !present(st, x, first) {
			continue
		}
		for _, at := range e.lostAfter(first, st.Parent(), nil, x) {
			if at == st {
				lost[st] = true
			}
		}
	}
	for _, st := range stores {
		if lost[st] {
			leaks = append(leaks, e.fieldLeak(first, st, true))
		}
	}
	return leaks
}

// ours reports whether a stored value is nil, or a resource that was acquired
// to be stored: directly, or by the callers of an unexported function.
func (u *fieldUses) ours(v ssa.Value, owned map[ssa.Value]bool, depth int) bool {
	if owned[v] {
		return true
	}
	switch v := v.(type) {
	case *ssa.Const:
		return v.IsNil()
	case *ssa.Parameter:
		fn := v.Parent()
		if depth > 1 || fn.Object() == nil || fn.Object().Exported() || u.taken[fn] || len(u.calls[fn]) == 0 {
			return false
		}
		for i, p := range fn.Params {
			if p != v {
				continue
			}
			for _, c := range u.calls[fn] {
				ext, ok := c.Common().Args[i].(*ssa.Extract)
				if !ok {
					return false
				}
				if _, ok := ext.Tuple.(*ssa.Call); !ok {
					return false
				}
			}
		}
		return true
	}
	return false
}

// present reports whether, wherever st is reached, the field held something: a
// method was called on it, or it was compared with nil.
func present(st *ssa.Store, x *ssa.Parameter, k *keep) bool {
	for _, r := range *x.Referrers() {
		addr, ok := r.(*ssa.FieldAddr)
		if !ok || fieldVar(addr) != k.field {
			continue
		}
		for _, r := range *addr.Referrers() {
			load, ok := r.(*ssa.UnOp)
			if !ok || load.Op != token.MUL {
				continue
			}
			for _, use := range *load.Referrers() {
				if call, ok := use.(*ssa.Call); ok && uses(call, load) && before(call, st) {
					return true
				}
			}
		}
	}
	return false
}

func uses(call *ssa.Call, v ssa.Value) bool {
	if call.Call.IsInvoke() {
		return call.Call.Value == v
	}
	return call.Call.Signature().Recv() != nil && len(call.Call.Args) > 0 && call.Call.Args[0] == v
}

// before reports whether a is executed on every path to b.
func before(a, b ssa.Instruction) bool {
	if a.Block() != b.Block() {
		return a.Block().Dominates(b.Block())
	}
	for _, instr := range a.Block().Instrs {
		if instr == a {
			return true
		}
		if instr == b {
			return false
		}
	}
	return false
}

// lostAfter follows the content of the field from a store, or from the start of
// a method, and returns the stores that overwrite it while it is open and nobody
// else has it.
func (e *Engine) lostAfter(k *keep, fn *ssa.Function, from *ssa.Store, holder ...*ssa.Parameter) (lost []*ssa.Store) {
	ob := *k.ob
	ob.Fn = fn
	s := e.newSearch(fn, &ob)
	s.param = true
	s.onStore = func(v *ssa.Store, st State) {
		addr, ok := v.Addr.(*ssa.FieldAddr)
		if !ok || fieldVar(addr) != k.field || !st.hasPath(addr, deref+k.path) || len(st.defers) > 0 || s.has(v.Val, st) {
			return
		}
		for _, n := range s.overwrite(addr, st).names {
			if s.usedAfter(n.val, v, addr.X) {
				return
			}
		}
		lost = append(lost, v)
	}
	st, b, index := State{}, fn.Blocks[0], 0
	if from != nil {
		if _, local := s.canon(k.addr.X).(*ssa.Alloc); local {
			return nil // followed from its acquisition
		}
		st, _ = s.hold(k.addr, deref+k.path, st)
		st = st.withName(from.Val, k.path)
		b = from.Block()
		for i, instr := range b.Instrs {
			if instr == ssa.Instruction(from) {
				index = i + 1
			}
		}
	} else {
		st = st.withName(holder[0], deref+field(k.addr.Field)+k.path)
	}
	s.run(s.intern(frame{fn: fn}), b, index, st)
	e.count(s)
	if s.overflow || s.vague {
		return nil
	}
	return lost
}

func (s *search) has(v ssa.Value, st State) bool {
	v = s.canon(v)
	return st.has(v) || s.carries(v, st)
}

// usedAfter reports whether v may still be used after a store.
func (s *search) usedAfter(v ssa.Value, at *ssa.Store, holder ssa.Value) bool {
	if v == s.canon(holder) || v.Referrers() == nil {
		return false
	}
	if isCell(v) {
		return true
	}
	for _, r := range *v.Referrers() {
		if r != ssa.Instruction(at) && (r.Parent() != at.Parent() || s.n.reaches(at, r) && !s.redefined(v, at, r)) {
			return true
		}
	}
	return false
}

// redefined reports whether v is computed anew on the way from a store to a use:
// both are in one loop, and v is computed in it.
func (s *search) redefined(v ssa.Value, at, use ssa.Instruction) bool {
	def, ok := v.(ssa.Instruction)
	return ok && before(def, use) && s.n.reaches(at, def) && (use.Block() != at.Block() || !before(at, use)) && !at.Block().Dominates(use.Block())
}
