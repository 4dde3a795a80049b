package flow

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// lends reports whether a result of type t can still use what the call was
// given: a decoder or reader can, bytes and numbers cannot.
func lends(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Tuple:
		for i := range u.Len() {
			if lends(u.At(i).Type()) {
				return true
			}
		}
	case *types.Interface:
		return !isError(t)
	case *types.Pointer, *types.Struct, *types.Signature, *types.Chan:
		return true
	}
	return false
}

// outlived reports whether something that was made from the resource, such as
// a decoder that reads from it, leaves the function.
func (s *search) outlived() bool {
	seen := map[ssa.Value]bool{}
	var leaves func(v ssa.Value) bool
	leaves = func(v ssa.Value) bool {
		if seen[v] || v.Referrers() == nil || !lends(v.Type()) {
			return false
		}
		seen[v] = true
		for _, r := range *v.Referrers() {
			switch r := r.(type) {
			case *ssa.Return, *ssa.Send, *ssa.MapUpdate, *ssa.Go, *ssa.MakeClosure:
				return true
			case *ssa.Store:
				if r.Val != v {
					continue
				}
				base := r.Addr
				if f, ok := base.(*ssa.FieldAddr); ok {
					base = f.X
				}
				alloc, ok := s.canon(base).(*ssa.Alloc)
				if !ok || alloc.Comment != "varargs" && (leaves(alloc) || s.loadsLeave(alloc, leaves)) {
					return true
				}
			case *ssa.Call:
				if r.Call.Value != v && leaves(r) {
					return true
				}
			case *ssa.Extract:
				if leaves(r) {
					return true
				}
			case *ssa.Phi, *ssa.ChangeInterface, *ssa.MakeInterface, *ssa.ChangeType, *ssa.Slice:
				if leaves(r.(ssa.Value)) {
					return true
				}
			}
		}
		return false
	}
	for v := range s.derived {
		if leaves(v) {
			return true
		}
	}
	return false
}

func (s *search) loadsLeave(cell *ssa.Alloc, leaves func(ssa.Value) bool) bool {
	found := false
	s.n.eachUse(cell, func(r ssa.Instruction) {
		if load, ok := r.(*ssa.UnOp); ok && load.Op == token.MUL {
			found = found || leaves(load)
		}
	})
	return found
}
