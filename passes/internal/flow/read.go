package flow

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// What is read of a body. Reading the body itself is an effect of a call on an
// argument, like any other. But bodies are read through other things: a
// decoder, a decompressor, a scanner on top of that. Such a tap does not give
// access to the resource (closing it closes nothing, and nobody who has it owns
// the body), so it is not a name; when one is used, the search looks back at what
// it was made from.

// tap says whether reading from a value reads the resource.
type tap uint8

const (
	dry  tap = iota
	wet      // it may
	full     // it does, and at its end the body is at its end
)

// level is how exactly the search keeps track of reading: a search for leaks
// asks only whether the resource was read to its end, or to its failure.
func (s *search) level(r uint8) uint8 {
	if s.drain || s.param || reading(r) == toEOF || reading(r) == broken {
		return r
	}
	return uint8(unread)
}

// readsThrough returns what a call reads of the resource through an argument
// that does not give access to it.
func (s *search) readsThrough(to callee, p int, arg ssa.Value, st State) (ParamEffect, bool) {
	if len(s.derived) == 0 || st.has(arg) || st.gone != exitOpen {
		return ParamEffect{}, false
	}
	t := s.tapOf(arg)
	if t == dry {
		return ParamEffect{}, false
	}
	unknown := reads("", nil)
	if m := s.e.model(to); m != nil {
		if eff, said := modelEffect(m, to, p, ""); said && t == full || said && eff.isBorrow() {
			return onlyReads(eff), true
		}
	}
	isRecv := p == 0 && to.recv != nil
	switch std := to.obj != nil && isStd(to.obj.Pkg()) && to.obj.Pkg() != s.e.types; {
	case std && isRecv && !hasMethod(to.recv.Type(), "Read"):
		return unknown, true
	case t == full && (std || canRead(arg.Type(), "")):
		return onlyReads(s.effect(to, p, "", isRecv, st)), true
	}
	return unknown, true
}

// onlyReads is the part of an effect that is about reading. Whoever keeps the
// reader may read from it later.
func onlyReads(eff ParamEffect) ParamEffect {
	for _, f := range []*Fate{&eff.Success, &eff.Failure} {
		if f.May&Transferred != 0 || f.Results != nil {
			f.Read = max(f.Read, uint8(mayBeRead))
		}
		*f = Fate{May: Open, Read: f.Read}
	}
	return eff
}

// reads is the effect of a method that reads some of what there is, or decodes
// a value. Its error says that there is no more, or that reading failed.
func reads(what string, sig *types.Signature) ParamEffect {
	eff := ParamEffect{Success: Fate{May: Open}, Failure: Fate{May: Open}}
	switch what {
	case "read":
		eff.Success.Read, eff.Failure.Read = uint8(partly), uint8(readFailed)
	case "decode":
		eff.Success.Read, eff.Failure.Read = uint8(decoded), uint8(readFailed)
	default:
		eff.Success.Read, eff.Failure.Read = uint8(mayBeRead), uint8(mayBeRead)
		return eff
	}
	if g := guardResult(sig); g >= 0 && isBoolean(sig.Results().At(g).Type()) {
		eff.Failure.Read = uint8(toEOF) // Scan returned false
	}
	return eff
}

// failureOfDrain is what is known where a call that reads parameter p to its end
// returns an error: that reading failed, unless something else can fail, as the
// writer of io.Copy or the format of what is read.
func failureOfDrain(to callee, p int) reading {
	if p == 0 && to.recv != nil {
		return readFailed
	}
	for q, arg := range to.all() {
		if t := arg.Type(); q != p && (hasMethod(t, "Write") || hasMethod(t, "ReadFrom")) && !inMemory(arg) {
			return readFailed
		}
	}
	return broken
}

// inMemory reports whether writing to v cannot fail.
func inMemory(v ssa.Value) bool {
	v = strip(v)
	if g := loaded(v); g != nil {
		return g.Name() == "Discard" && isStd(g.Pkg.Pkg)
	}
	if mi, ok := v.(*ssa.MakeInterface); ok {
		v = mi.X
	}
	return isNamed(v.Type(), "bytes", "Buffer") || isNamed(v.Type(), "strings", "Builder")
}

// stdReads is the effect of a function of the standard library of which the
// catalogue says nothing: it borrows, and may read what it can read.
func stdReads(to callee, p int, path Path) ParamEffect {
	if path != "" && path != elem && path != derefElem {
		return borrows
	}
	if p > 0 || to.recv == nil {
		if t := paramType(to.signature(), p); t != nil && hasMethod(sliceElem(t), "Read") {
			return reads("", nil)
		}
		return borrows
	}
	switch name := to.obj.Name(); {
	case name == "Read":
		return reads("read", to.signature())
	case strings.HasPrefix(name, "Read"), name == "WriteTo", name == "Peek", name == "Discard":
		return reads("", nil)
	}
	return borrows
}

func sliceElem(t types.Type) types.Type {
	if s, ok := t.Underlying().(*types.Slice); ok {
		return s.Elem()
	}
	return t
}

func hasMethod(t types.Type, name string) bool {
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name)
	_, ok := obj.(*types.Func)
	return ok
}

// canRead reports whether one can read from what lies on a path of a value.
func canRead(t types.Type, path Path) bool {
	for ; path != ""; path = path[2:] {
		switch u := t.Underlying().(type) {
		case *types.Pointer:
			t = u.Elem()
		case *types.Slice:
			t = u.Elem()
		case *types.Struct:
			if path[0] != opField || int(path[1]) >= u.NumFields() {
				return false
			}
			t = u.Field(int(path[1])).Type()
		default:
			return false
		}
	}
	return hasMethod(t, "Read")
}

// tapOf looks back at what a value was made from.
func (s *search) tapOf(v ssa.Value) tap {
	return looking{s, make(map[ssa.Value]tap)}.at(v)
}

// looking is one look back. Values have many ways back to where they come from
// in a loop: each is looked at once.
type looking struct {
	*search
	seen map[ssa.Value]tap
}

// pending marks a value whose origin is being looked for. It adds nothing to
// what it is made from.
const pending = full + 1

func (s looking) at(v ssa.Value) tap {
	v = s.canon(v)
	switch t, ok := s.seen[v]; {
	case t == pending:
		return dry
	case ok:
		return t
	}
	s.seen[v] = pending
	t := s.origin(v)
	s.seen[v] = t
	return t
}

func (s looking) origin(v ssa.Value) tap {
	if s.named[v] && canRead(v.Type(), "") {
		return full
	}
	switch v := v.(type) {
	case *ssa.ChangeInterface:
		return s.at(v.X)
	case *ssa.ChangeType:
		return s.at(v.X)
	case *ssa.MakeInterface:
		return s.at(v.X)
	case *ssa.TypeAssert:
		return s.at(v.X)
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			return s.tapOfResult(call, v.Index)
		}
		if assert, ok := v.Tuple.(*ssa.TypeAssert); ok {
			return s.at(assert.X)
		}
	case *ssa.Call:
		return s.tapOfResult(v, 0)
	case *ssa.Phi:
		return s.tapOfAll(v.Edges)
	case *ssa.FieldAddr:
		return s.at(v.X) // the reader in a bufio.ReadWriter
	case *ssa.Slice:
		return s.at(v.X)
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return s.at(v.X)
		}
	case *ssa.Alloc:
		return s.tapOfCell(v)
	case *ssa.MakeClosure:
		if boundMethod(v) != nil {
			return min(s.at(v.Bindings[0]), wet)
		}
	}
	return dry
}

// tapOfAll joins the values that one may be: all or some of them.
func (s looking) tapOfAll(all []ssa.Value) tap {
	join, some := full, dry
	for _, x := range all {
		if k, ok := x.(*ssa.Const); ok && k.Value == nil || s.seen[s.canon(x)] == pending {
			continue
		}
		t := s.at(x)
		join, some = min(join, t), max(some, t)
	}
	if some != dry && join != full {
		return wet
	}
	return some
}

// tapOfCell: a variable holds what is stored to it, a struct or the array of a
// variadic call what is stored in it.
func (s looking) tapOfCell(cell *ssa.Alloc) tap {
	var whole, parts []ssa.Value
	s.n.eachUse(cell, func(r ssa.Instruction) {
		switch r := r.(type) {
		case *ssa.Store:
			if s.canon(r.Addr) == ssa.Value(cell) {
				whole = append(whole, r.Val)
			}
		case *ssa.FieldAddr:
			parts = append(parts, stored(r)...)
		case *ssa.IndexAddr:
			parts = append(parts, stored(r)...)
		}
	})
	if cell.Comment == "varargs" { // of io.MultiReader: its end is that of all
		for _, v := range parts {
			if t := s.at(v); t != dry {
				return t
			}
		}
		return dry
	}
	return max(s.tapOfAll(whole), min(s.tapOfAll(parts), wet))
}

func stored(addr ssa.Value) (values []ssa.Value) {
	for _, r := range *addr.Referrers() {
		if st, ok := r.(*ssa.Store); ok && st.Addr == addr {
			values = append(values, st.Val)
		}
	}
	return values
}

// tapOfResult: what the catalogue says reads its argument does; whatever else
// was made from a reader may.
func (s looking) tapOfResult(call *ssa.Call, result int) tap {
	if _, ok := call.Call.Value.(*ssa.Builtin); ok {
		return dry
	}
	to := s.callee(&call.Call, State{})
	if m := s.e.model(to); m != nil {
		for _, e := range m.Effects {
			if e.What != "reads" && e.What != "into" || e.Result != result {
				continue
			}
			if args := to.all(); to.param(e.Param) < len(args) {
				if t := s.at(args[to.param(e.Param)]); t != dry {
					return t
				}
			}
		}
	}
	results := call.Call.Signature().Results()
	if result >= results.Len() || !lends(results.At(result).Type()) {
		return dry
	}
	if slices.ContainsFunc(to.all(), func(a ssa.Value) bool { return s.named[s.canon(a)] || s.at(a) != dry }) {
		return wet
	}
	return dry
}

// tapped reports whether a literal captures something to read the resource
// through.
func (s *search) tapped(lit *ssa.Function) bool {
	return len(s.derived) > 0 && slices.ContainsFunc(lit.FreeVars, func(fv *ssa.FreeVar) bool { return s.tapOf(fv) != dry })
}
