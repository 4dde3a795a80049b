package flow

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/connlint/connlint/passes/resource"
)

// A FieldLeak is a resource in a field that is never released, or that is
// overwritten while it is open.
type FieldLeak struct {
	Kind  *resource.Kind
	API   string
	Call  *ast.CallExpr // an acquiring call
	Type  *types.TypeName
	Field *types.Var
	Store token.Pos

	// Overwritten says that the old value is lost, not the new one.
	Overwritten bool
}

// A keep is a store of an acquired resource in a field.
type keep struct {
	ob    *Obligation
	store *ssa.Store
	addr  *ssa.FieldAddr
	path  Path // from the field's value to the resource
	typ   *types.TypeName
	field *types.Var
}

// fieldUses indexes the package's field accesses.
type fieldUses struct {
	fns    []*ssa.Function
	addrs  map[*types.Var][]*ssa.FieldAddr
	values map[*types.Var][]*ssa.Field
	allocs map[*types.TypeName][]*ssa.Alloc
	calls  map[*ssa.Function][]ssa.CallInstruction
	taken  map[*ssa.Function]bool // used as a value
}

// FieldLeaks returns the leaks by way of fields in the package.
func (e *Engine) FieldLeaks() []*FieldLeak {
	fns := e.ir.Functions()
	var keeps []*keep
	for _, fn := range fns {
		for _, ob := range e.acquisitions(fn) {
			if lastsInField(ob) {
				keeps = append(keeps, e.keeps(ob)...)
			}
		}
	}
	if len(keeps) == 0 {
		return nil
	}
	u := indexFields(fns)
	byField := map[*types.Var][]*keep{}
	for _, k := range keeps {
		byField[k.field] = append(byField[k.field], k)
	}
	var leaks []*FieldLeak
	for _, k := range keeps {
		all := byField[k.field]
		if all == nil {
			continue
		}
		byField[k.field] = nil
		found := e.neverReleased(u, all)
		if found == nil {
			found = e.overwritten(u, all)
		}
		leaks = append(leaks, found...)
	}
	slices.SortFunc(leaks, func(a, b *FieldLeak) int { return int(a.Store - b.Store) })
	return leaks
}

// lastsInField reports whether the methods of the resource are the only way to
// release it: neither does something that was made from it, which may be in
// another field, nor what came with it.
func lastsInField(ob *Obligation) bool {
	alone := len(ob.more) == 0 && !ob.parent && !ob.wrapped && len(ob.also) == 0
	return ob.Kind != nil && ob.Kind.Rule != "" && ob.Kind.Name != "pool" && alone && ob.until == nil && ob.activate == nil
}

// keeps finds the stores of what an obligation is about in fields of types
// that this package declares.
func (e *Engine) keeps(ob *Obligation) (list []*keep) {
	call, ok := ob.Instr.(*ssa.Call)
	if !ok {
		return nil
	}
	seen := map[ssa.Value]bool{}
	var follow func(v ssa.Value, path Path)
	follow = func(v ssa.Value, path Path) {
		if seen[v] || v.Referrers() == nil {
			return
		}
		seen[v] = true
		for _, r := range *v.Referrers() {
			switch r := r.(type) {
			case *ssa.Extract:
				if rest, ok := path.after(tuple(r.Index)); ok {
					follow(r, rest)
				}
			case *ssa.Phi, *ssa.ChangeInterface, *ssa.ChangeType, *ssa.MakeInterface:
				follow(r.(ssa.Value), path)
			case *ssa.FieldAddr:
				if rest, ok := path.after(deref + field(r.Field)); ok {
					follow(r, deref+rest)
				}
			case *ssa.UnOp:
				if rest, ok := path.after(deref); ok && r.Op == token.MUL {
					follow(r, rest)
				}
			case *ssa.Store:
				if addr, ok := r.Addr.(*ssa.FieldAddr); ok && r.Val == v {
					if typ, f, ok := e.privateField(addr); ok {
						list = append(list, &keep{ob, r, addr, path, typ, f})
					}
				}
			}
		}
	}
	follow(call, resultPath(call, ob.Result)+ob.Path)
	return list
}

// privateField returns the field at an address if only this package can reach
// it: unexported, not embedded, of a named struct type declared here.
func (e *Engine) privateField(addr *ssa.FieldAddr) (*types.TypeName, *types.Var, bool) {
	named, ok := types.Unalias(deptr(addr.X.Type())).(*types.Named)
	if !ok || named.Obj().Pkg() != e.types || named.TypeArgs().Len() > 0 {
		return nil, nil, false
	}
	f := fieldVar(addr)
	return named.Obj(), f, !f.Exported() && !f.Embedded()
}

func indexFields(fns []*ssa.Function) *fieldUses {
	u := &fieldUses{
		fns:    fns,
		addrs:  map[*types.Var][]*ssa.FieldAddr{},
		values: map[*types.Var][]*ssa.Field{},
		allocs: map[*types.TypeName][]*ssa.Alloc{},
		calls:  map[*ssa.Function][]ssa.CallInstruction{},
		taken:  map[*ssa.Function]bool{},
	}
	for _, fn := range fns {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				u.add(instr)
			}
		}
	}
	return u
}

func (u *fieldUses) add(instr ssa.Instruction) {
	switch instr := instr.(type) {
	case *ssa.FieldAddr:
		u.addrs[fieldVar(instr)] = append(u.addrs[fieldVar(instr)], instr)
	case *ssa.Field:
		f := instr.X.Type().Underlying().(*types.Struct).Field(instr.Field).Origin()
		u.values[f] = append(u.values[f], instr)
	case *ssa.Alloc:
		if named, ok := types.Unalias(deptr(instr.Type())).(*types.Named); ok {
			u.allocs[named.Obj()] = append(u.allocs[named.Obj()], instr)
		}
	}
	var callee *ssa.Function
	if call, ok := instr.(ssa.CallInstruction); ok {
		if callee = call.Common().StaticCallee(); callee != nil {
			u.calls[callee] = append(u.calls[callee], call)
		}
	}
	for _, op := range instr.Operands(nil) {
		if fn, ok := (*op).(*ssa.Function); ok {
			if call, isCall := instr.(ssa.CallInstruction); !isCall || op != &call.Common().Value {
				u.taken[fn] = true
			}
		}
	}
}

// neverReleased reports the stores in a field that nothing in the package ever
// releases.
func (e *Engine) neverReleased(u *fieldUses, keeps []*keep) (leaks []*FieldLeak) {
	first := keeps[0]
	if u.lasting(first.typ) {
		return nil
	}
	k := &keeping{e: e, ob: first.ob, field: first.field, seen: map[usedOn]bool{}}
	for _, addr := range u.addrs[first.field] {
		if !k.only(addr, deref+first.path) {
			return nil
		}
	}
	for _, v := range u.values[first.field] {
		if !k.only(v, first.path) {
			return nil
		}
	}
	for _, kp := range keeps {
		call := kp.ob.Instr.(*ssa.Call)
		local := &keeping{e: e, ob: kp.ob, field: kp.field, after: kp.store, seen: map[usedOn]bool{}}
		s := e.search(kp.ob)
		if s.overflow || s.leak != nil || isGlobal(kp.addr.X) || onceOnly(u, kp.store.Parent(), 0) {
			continue
		}
		if local.only(call, resultPath(call, kp.ob.Result)+kp.ob.Path) {
			leaks = append(leaks, e.fieldLeak(kp, kp.store, false))
		}
	}
	return leaks
}

func (e *Engine) fieldLeak(k *keep, at *ssa.Store, overwritten bool) *FieldLeak {
	return &FieldLeak{
		Kind: k.ob.Kind, API: k.ob.API, Call: e.ir.Call(k.ob.pos()),
		Type: k.typ, Field: k.field, Store: at.Pos(), Overwritten: overwritten,
	}
}

// lasting reports whether the values of a type live as long as the process, as
// far as this package shows: they are package variables, or made once by main.
func (u *fieldUses) lasting(t *types.TypeName) bool {
	if len(u.allocs[t]) == 0 && t.Exported() {
		return false // made by others
	}
	for _, a := range u.allocs[t] {
		if a.Comment == "complit" || a.Comment == "new" || a.Heap {
			if !u.lastingAlloc(a) {
				return false
			}
		}
	}
	return true
}

func (u *fieldUses) lastingAlloc(v ssa.Value) bool {
	fn := v.Parent()
	if onceOnly(u, fn, 0) {
		return true
	}
	for _, r := range *v.Referrers() {
		switch r := r.(type) {
		case *ssa.Store:
			if r.Val == v && isGlobal(r.Addr) {
				return true
			}
		case *ssa.Return:
			calls := u.calls[fn]
			if len(calls) == 0 || u.taken[fn] || ast.IsExported(fn.Name()) && fn.Pkg.Pkg.Name() != "main" {
				return false
			}
			for _, call := range calls {
				if c, ok := call.(*ssa.Call); !ok || !onceOnly(u, c.Parent(), 0) && !storedInGlobal(c) {
					return false
				}
			}
			return true
		}
	}
	return false
}

func storedInGlobal(v ssa.Value) bool {
	for _, r := range *v.Referrers() {
		switch r := r.(type) {
		case *ssa.Store:
			if isGlobal(r.Addr) {
				return true
			}
		case *ssa.Extract:
			if storedInGlobal(r) {
				return true
			}
		}
	}
	return false
}

// onceOnly reports whether a function runs once in the life of the process:
// main, initialisation, and what only these call.
func onceOnly(u *fieldUses, fn *ssa.Function, depth int) bool {
	if fn.Parent() != nil || fn.Signature.Recv() != nil {
		return false
	}
	switch name := fn.Name(); {
	case name == "init", len(name) > 5 && name[:5] == "init#", name == "TestMain", name == "main" && fn.Pkg.Pkg.Name() == "main":
		return true
	case depth > 3 || u.taken[fn] || len(u.calls[fn]) == 0 || ast.IsExported(name) && fn.Pkg.Pkg.Name() != "main":
		return false
	}
	return !slices.ContainsFunc(u.calls[fn], func(c ssa.CallInstruction) bool { return !onceOnly(u, c.Parent(), depth+1) })
}

// isGlobal reports whether an address lies in, or a pointer came from, a
// package variable.
func isGlobal(v ssa.Value) bool {
	for {
		switch a := v.(type) {
		case *ssa.Global:
			return true
		case *ssa.FieldAddr:
			v = a.X
		case *ssa.IndexAddr:
			v = a.X
		case *ssa.UnOp:
			v = a.X
		default:
			return false
		}
	}
}
