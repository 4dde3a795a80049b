package flow

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// Function values that outlive the call to which they are given: put in a field,
// a container, a channel or another function that is. What such a literal uses
// stays in use, so it has been handed over, even if nothing releases it.

// outlives reports whether the function in parameter p of a call may be called
// after the call.
func (e *Engine) outlives(to callee, p int) bool {
	switch {
	case e.whole(to) != nil:
		return false // it says what it does with a literal that releases
	case to.fn != nil && len(to.fn.Blocks) > 0:
		return slices.Contains(e.keptParams(to.fn), p)
	}
	sum, _ := e.imported(to.obj)
	return sum != nil && slices.Contains(sum.Keeps, p)
}

// keptParams returns the parameters of function types that a function keeps.
func (e *Engine) keptParams(fn *ssa.Function) []int {
	if kept, ok := e.kept[fn]; ok {
		return kept
	}
	e.kept[fn] = nil // recursion: a call of itself keeps nothing
	var kept []int
	for i, p := range fn.Params {
		if _, isFunc := p.Type().Underlying().(*types.Signature); isFunc && e.isKept(p, 0) {
			kept = append(kept, i)
		}
	}
	e.kept[fn] = kept
	return kept
}

func (e *Engine) isKept(v ssa.Value, depth int) bool {
	if depth > 4 || v.Referrers() == nil {
		return false
	}
	return slices.ContainsFunc(*v.Referrers(), func(r ssa.Instruction) bool {
		switch r := r.(type) {
		case *ssa.Store:
			cell, isLocal := r.Addr.(*ssa.Alloc)
			switch {
			case r.Val != v:
				return false
			case isLocal:
				return e.isCellKept(cell, depth)
			case varargs(r.Addr) != nil:
				return appended(varargs(r.Addr))
			}
			return true
		case *ssa.MapUpdate:
			return r.Value == v
		case *ssa.Send, *ssa.Return:
			return true
		case *ssa.MakeInterface, *ssa.ChangeType, *ssa.Phi:
			return e.isKept(r.(ssa.Value), depth+1)
		case *ssa.MakeClosure:
			return e.isKept(r, depth+1)
		case *ssa.Call:
			to := (&search{e: e, n: e.nest(r.Parent())}).callee(&r.Call, State{})
			for p, arg := range to.all() {
				if arg == v && e.outlives(to, p) {
					return true
				}
			}
		}
		return false
	})
}

// isCellKept: the variable of a parameter that literals capture.
func (e *Engine) isCellKept(cell *ssa.Alloc, depth int) bool {
	return slices.ContainsFunc(*cell.Referrers(), func(r ssa.Instruction) bool {
		switch r := r.(type) {
		case *ssa.MakeClosure:
			return e.isKept(r, depth+1)
		case *ssa.UnOp:
			return e.isKept(r, depth+1)
		}
		return false
	})
}

// varargs returns the array of a variadic argument that an address is an element
// of, or nil.
func varargs(addr ssa.Value) *ssa.Alloc {
	at, ok := addr.(*ssa.IndexAddr)
	if !ok {
		return nil
	}
	array, ok := at.X.(*ssa.Alloc)
	if !ok || array.Comment != "varargs" {
		return nil
	}
	return array
}
