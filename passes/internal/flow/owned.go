package flow

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/connlint/connlint/passes/resource"
)

// owned returns the results of a function that own a resource which the
// function acquired: its callers must release them.
func (e *Engine) owned(fn *ssa.Function) []Owned {
	if o, ok := e.owners[fn]; ok {
		return o
	}
	e.owners[fn] = nil
	sig := fn.Signature
	if sig.Results().Len() == 0 {
		return nil
	}
	if !returnsHolder(sig) {
		return nil
	}
	var owned []Owned
	named := map[ssa.Value]bool{}
	for _, ob := range e.acquiredWithin(fn) {
		s := e.search(ob)
		if s.overflow || s.vague {
			continue
		}
		for v := range s.named {
			named[v] = true
		}
		var mine []Owned
		for _, ex := range s.exits {
			if ex.success == no {
				continue // by convention nobody looks at it
			}
			for _, a := range ex.results {
				if o, ok := e.ownedResult(fn, ob, a); ok {
					mine = addOwned(mine, o)
				}
			}
		}
		// On some returns it is there for its headers alone, already closed.
		mine = slices.DeleteFunc(mine, func(o Owned) bool { return s.returnsReleased(o.Result) })
		if len(mine) > 0 {
			o := mine[0]
			o.Bodyless, o.UsedOnce = s.answersHead(ob), s.usedOnce(ob)
			for _, other := range mine[1:] {
				o.Also = append(o.Also, Alias{other.Result, other.Path})
			}
			owned = addOwned(owned, o)
		}
	}
	owned = slices.DeleteFunc(owned, func(o Owned) bool { return !e.alwaysOwned(fn, o.Result, named) })
	slices.SortFunc(owned, func(a, b Owned) int {
		if a.Result != b.Result {
			return a.Result - b.Result
		}
		return strings.Compare(string(a.Path), string(b.Path))
	})
	e.owners[fn] = owned
	return owned
}

// acquiredWithin returns the obligations that arise in a function or in the
// bodies of its loops over functions.
func (e *Engine) acquiredWithin(fn *ssa.Function) []*Obligation {
	obs := e.acquisitions(fn)
	for _, lit := range fn.AnonFuncs {
		if isRangeBody(lit) {
			obs = slices.Concat(obs, e.acquiredWithin(lit))
		}
	}
	return obs
}

// aroundLoops returns the function that a body of a loop over a function belongs
// to.
func aroundLoops(fn *ssa.Function) *ssa.Function {
	for isRangeBody(fn) {
		fn = fn.Parent()
	}
	return fn
}

// returnsHolder reports whether a function has results that can give access to
// a resource.
func returnsHolder(sig *types.Signature) bool {
	for i := range sig.Results().Len() {
		if canHold(sig.Results().At(i).Type()) {
			return true
		}
	}
	return false
}

// returnsReleased reports whether some successful return hands out what gave
// access to the resource after it was released or handed over.
func (s *search) returnsReleased(i int) bool {
	return slices.ContainsFunc(s.exits, func(ex exit) bool {
		ret, ok := ex.instr.(*ssa.Return)
		if !ok || ex.kind != exitReleased && ex.kind != exitTransferred || ex.success == no || ex.refilled || i >= len(ret.Results) {
			return false
		}
		_, isConst := ret.Results[i].(*ssa.Const)
		return !isConst && ex.present[i]
	})
}

func addOwned(list []Owned, o Owned) []Owned {
	for i, have := range list {
		if have.Result == o.Result {
			list[i].Bodyless = have.Bodyless && o.Bodyless
			list[i].UsedOnce = have.UsedOnce && o.UsedOnce
			return list
		}
	}
	return append(list, o)
}

func (e *Engine) ownedResult(fn *ssa.Function, ob *Obligation, a Alias) (Owned, bool) {
	sig := fn.Signature
	o := Owned{Result: a.Result, Path: a.Path, Kind: ob.Kind.Name, API: ob.API, Guard: -1, Release: ob.Release, Done: ob.Done}
	if g := guardResult(sig); g >= 0 && g != a.Result && isError(sig.Results().At(g).Type()) {
		o.Guard = g
	}
	t := sig.Results().At(a.Result).Type()
	if a.Path == calling || e.releasedElsewhere(ob) {
		return o, false // a release function went along with it
	}
	if types.IsInterface(t) && a.Path != "" {
		// Behind an interface only its own release is in reach.
		iface := t.Underlying().(*types.Interface)
		for i := range iface.NumMethods() {
			if releaseNames[iface.Method(i).Name()] {
				o.Path, o.Release = "", append([]string(nil), iface.Method(i).Name())
				return o, e.returnsReleaser(fn, a, o.Release[0])
			}
		}
		return o, false
	}
	return o, e.releasable(t, a.Path, slices.Concat(ob.Release, ob.via))
}

// releasedElsewhere reports whether something other than a method of the
// resource may release it: a function that came with it, or the cancellation of
// a context that is made here.
func (e *Engine) releasedElsewhere(ob *Obligation) bool {
	call, ok := ob.Instr.(*ssa.Call)
	return ok && slices.ContainsFunc(ob.more, func(item string) bool {
		r, err := resource.ParseRelease(item)
		s := &search{e: e, n: e.nest(ob.Fn), ob: ob}
		return err == nil && (r.How != resource.ByCtx || len(s.cancels(call, r.Index)) > 0)
	})
}

// returnsReleaser reports whether what fn returns as an interface is of a type
// whose method releases what it holds.
func (e *Engine) returnsReleaser(fn *ssa.Function, a Alias, method string) bool {
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		if mi, ok := ret.Results[a.Result].(*ssa.MakeInterface); ok && !e.methodReleases(mi.X.Type(), method, a.Path) {
			return false
		}
	}
	return true
}

// releasable reports whether a caller can release what lies on a path of a
// value of type t: directly, through exported fields, or by a method.
func (e *Engine) releasable(t types.Type, path Path, releases []string) bool {
	direct := true
	at := t
	for i := 0; i+1 < len(path); i += 2 {
		switch path[i] {
		case opDeref:
			p, ok := at.Underlying().(*types.Pointer)
			if !ok {
				return true
			}
			at = p.Elem()
		case opField:
			st, ok := at.Underlying().(*types.Struct)
			if !ok || int(path[i+1]) >= st.NumFields() {
				return false
			}
			f := st.Field(int(path[i+1]))
			direct = direct && (f.Exported() || f.Embedded())
			at = f.Type()
		default:
			return false
		}
	}
	if direct && hasAny(at, releases) {
		return true
	}
	ms := types.NewMethodSet(types.NewPointer(deptr(t)))
	for i := range ms.Len() {
		if name := ms.At(i).Obj().Name(); ms.At(i).Obj().Exported() && e.methodReleases(t, name, path) {
			return true
		}
	}
	return false
}

// hasAny reports whether a type has one of the methods.
func hasAny(t types.Type, methods []string) bool {
	return slices.ContainsFunc(methods, func(name string) bool {
		obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name)
		_, isMethod := obj.(*types.Func)
		return isMethod
	})
}

// methodReleases reports whether method name of type t may release what lies on
// a path of its receiver.
func (e *Engine) methodReleases(t types.Type, name string, path Path) bool {
	obj, index, _ := types.LookupFieldOrMethod(t, true, e.types, name)
	m, ok := obj.(*types.Func)
	if !ok {
		return false
	}
	// A promoted method gets the embedded part.
	for _, i := range index[:len(index)-1] {
		path, _ = path.after(deref)
		if path, ok = path.after(field(i)); !ok {
			return false
		}
	}
	if len(index) > 1 {
		t = m.Signature().Recv().Type()
	}
	if slices.Contains(e.letsGo(t, path), name) {
		return true
	}
	if !isPointer(m.Signature().Recv().Type()) && isPointer(t) {
		path, _ = path.after(deref)
	}
	if m.Pkg() == e.types {
		fn := e.declared(m)
		if fn == nil || len(fn.Blocks) == 0 {
			return looksLikeRelease(name)
		}
		eff := e.effect(fn, 0, path)
		return (eff.Success.May|eff.Failure.May)&ended != 0
	}
	if sum, ok := e.imported(m); ok {
		eff := importedEffect(sum, m, 0, path)
		return (eff.Success.May|eff.Failure.May)&ended != 0
	}
	return looksLikeRelease(name)
}

// alwaysOwned reports whether every value that fn returns as result i is one
// that gave access to an acquired resource, or nil: a function that sometimes
// returns what somebody else owns must not make its callers release it.
func (e *Engine) alwaysOwned(fn *ssa.Function, i int, named map[ssa.Value]bool) bool {
	n := e.nest(fn)
	seen := map[ssa.Value]bool{}
	var ok func(v ssa.Value) bool
	ok = func(v ssa.Value) bool {
		v = n.canon(v)
		if seen[v] {
			return true
		}
		seen[v] = true
		switch v := v.(type) {
		case *ssa.Const, *ssa.Alloc:
			return true
		case *ssa.Phi:
			return !slices.ContainsFunc(v.Edges, func(x ssa.Value) bool { return !ok(x) })
		case *ssa.ChangeInterface:
			return ok(v.X)
		case *ssa.ChangeType:
			return ok(v.X)
		case *ssa.MakeInterface:
			return ok(v.X)
		case *ssa.UnOp:
			if cell, isAlloc := n.canon(v.X).(*ssa.Alloc); isAlloc {
				all := true
				n.eachStore(cell, func(st *ssa.Store) { all = all && ok(st.Val) })
				return all
			}
		}
		return named[v]
	}
	for _, b := range fn.Blocks {
		if b == fn.Recover || len(b.Instrs) == 0 {
			continue
		}
		if ret, isRet := b.Instrs[len(b.Instrs)-1].(*ssa.Return); isRet && !ok(ret.Results[i]) {
			return false
		}
	}
	return true
}
