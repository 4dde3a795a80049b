package flow

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// A keeping follows the uses of a value that gives access to a resource, to see
// whether anything might release it or let others do so. It is not about
// paths: one doubtful use anywhere is enough.
type keeping struct {
	e     *Engine
	ob    *Obligation
	field *types.Var      // storing there is no news
	after ssa.Instruction // releases before it do not matter; nil if all do
	seen  map[usedOn]bool
}

type usedOn struct {
	v    ssa.Value
	path Path
}

// only reports whether v is only used, along path, and stays where it is.
func (k *keeping) only(v ssa.Value, path Path) bool {
	if k.seen[usedOn{v, path}] || v.Referrers() == nil {
		return true
	}
	k.seen[usedOn{v, path}] = true
	for _, r := range *v.Referrers() {
		if !k.harmless(r, v, path) {
			return false
		}
	}
	return true
}

func (k *keeping) harmless(r ssa.Instruction, v ssa.Value, path Path) bool {
	follow := func(prefix Path) bool {
		rest, ok := path.after(prefix)
		return !ok || k.only(r.(ssa.Value), rest)
	}
	switch r := r.(type) {
	case *ssa.DebugRef, *ssa.BinOp, *ssa.If:
		return true
	case *ssa.Store:
		return r.Addr == v || k.stored(r, path)
	case *ssa.UnOp:
		return follow(deref)
	case *ssa.FieldAddr:
		if path == "" && embedded(v.Type(), r.Field) {
			// Its methods are those of the resource.
			return k.only(r, "") && (!holdsPointer(r) || k.only(r, deref))
		}
		rest, ok := path.after(deref + field(r.Field))
		return !ok || k.only(r, deref+rest)
	case *ssa.Field:
		if path == "" && embedded(v.Type(), r.Field) {
			return k.only(r, "")
		}
		return follow(field(r.Field))
	case *ssa.Phi, *ssa.ChangeInterface, *ssa.ChangeType, *ssa.MakeInterface:
		return k.only(r.(ssa.Value), path)
	case *ssa.TypeAssert:
		if r.CommaOk {
			return k.only(r, tuple(0)+path)
		}
		return k.only(r, path)
	case *ssa.Extract:
		return follow(tuple(r.Index))
	case *ssa.MakeClosure:
		m := boundMethod(r)
		return m != nil && !k.ends(m)
	case ssa.CallInstruction:
		return k.called(r, v, path)
	}
	return false
}

// stored: a local variable is followed, the field itself is known, all else is
// out of sight.
func (k *keeping) stored(r *ssa.Store, path Path) bool {
	n := k.e.nest(r.Parent())
	switch addr := n.canon(r.Addr).(type) {
	case *ssa.FieldAddr:
		return fieldVar(addr) == k.field
	case *ssa.Alloc:
		ok := true
		n.eachUse(addr, func(u ssa.Instruction) {
			switch u := u.(type) {
			case *ssa.UnOp:
				ok = ok && k.only(u, path)
			case *ssa.Store, *ssa.MakeClosure, *ssa.DebugRef:
			default:
				ok = false
			}
		})
		return ok && addr.Comment != "varargs"
	}
	return false
}

func (k *keeping) ends(m *types.Func) bool {
	return releaseNames[m.Name()] || looksLikeRelease(m.Name()) || slices.Contains(k.ob.Release, m.Name())
}

func (k *keeping) called(call ssa.CallInstruction, v ssa.Value, path Path) bool {
	c := call.Common()
	if _, isBuiltin := c.Value.(*ssa.Builtin); isBuiltin || c.Value == v && !c.IsInvoke() {
		return false
	}
	s := &search{e: k.e, n: k.e.nest(call.Parent()), ob: k.ob}
	to := s.callee(c, State{})
	if to.obj == nil {
		return false
	}
	for p, arg := range to.all() {
		if arg != v {
			continue
		}
		if p == 0 && to.recv != nil && path == "" {
			if k.ends(to.obj) {
				_, plain := call.(*ssa.Call)
				return plain && k.after != nil && call.Parent() == k.after.Parent() && !s.n.reaches(k.after, call)
			}
			if strings.Contains(to.obj.Name(), "Conn") && endsWithClose(c.Signature()) {
				return false // the connection below: whoever closes that, closes this
			}
			continue
		}
		eff := s.effect(to, p, path, p == 0 && to.recv != nil, State{})
		for _, f := range []Fate{eff.Success, eff.Failure} {
			if f.May&^Open != 0 || f.Results != nil {
				return false
			}
		}
		if endsWithClose(c.Signature()) {
			return false // the result may own what it was made from
		}
	}
	return true
}

// endsWithClose reports whether a result has a method that releases.
func endsWithClose(sig *types.Signature) bool {
	for i := range sig.Results().Len() {
		if hasReleaseMethod(sig.Results().At(i).Type()) {
			return true
		}
	}
	return false
}

// fieldVar returns the field that an address is of.
func fieldVar(a *ssa.FieldAddr) *types.Var {
	return deptr(a.X.Type()).Underlying().(*types.Struct).Field(a.Field).Origin()
}
