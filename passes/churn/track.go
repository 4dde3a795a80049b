package churn

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// A track follows one pool. Its values are those that are the pool or hold it.
type track struct {
	a     *analyzer
	root  *ssa.Function // whose results count
	seen  map[ssa.Value]bool
	queue []ssa.Value

	use  Use
	sent token.Pos

	// Of a transport that is made here: what is set in it.
	idle Idle
	// Of a client: that a transport is.
	transport bool
}

// follow returns a finished track of a value of fn.
func (a *analyzer) follow(fn *ssa.Function, v ssa.Value) *track {
	t := &track{a: a, root: fn, seen: make(map[ssa.Value]bool)}
	t.add(v)
	for len(t.queue) > 0 && !t.use.Has(Escapes) {
		v := t.queue[0]
		t.queue = t.queue[1:]
		if refs := v.Referrers(); refs != nil {
			for _, ref := range *refs {
				t.refer(v, ref)
			}
		}
	}
	return t
}

func (t *track) add(v ssa.Value) {
	if !t.seen[v] {
		t.seen[v] = true
		t.queue = append(t.queue, v)
	}
}

// addHolder goes on to a value that was taken out of a holder, or made of it.
func (t *track) addHolder(v ssa.Value) {
	if t.a.holders.can(v.Type()) {
		t.add(v)
	}
}

// refer looks at one use of v.
func (t *track) refer(v ssa.Value, ref ssa.Instruction) {
	switch ref := ref.(type) {
	case *ssa.Phi, *ssa.ChangeType, *ssa.ChangeInterface, *ssa.MakeInterface, *ssa.Slice, *ssa.Convert:
		t.add(ref.(ssa.Value))
	case *ssa.TypeAssert:
		t.add(ref)
	case *ssa.Extract:
		t.addHolder(ref)
	case *ssa.FieldAddr:
		t.field(ref)
		t.addHolder(ref)
	case *ssa.IndexAddr, *ssa.Field, *ssa.Index:
		t.addHolder(ref.(ssa.Value))
	case *ssa.UnOp:
		if ref.Op == token.MUL {
			t.load(ref)
		}
	case *ssa.Store:
		if ref.Val == v {
			t.store(ref.Addr)
		}
	case *ssa.MakeClosure:
		t.captured(v, ref)
	case *ssa.Return:
		t.returned(v, ref)
	case ssa.CallInstruction:
		t.call(v, ref)
	case *ssa.MapUpdate, *ssa.Send, *ssa.Panic:
		t.use |= Escapes
	case *ssa.Select:
		for _, s := range ref.States {
			if s.Send == v {
				t.use |= Escapes
			}
		}
	}
}

// load follows what is read from a variable or a field: the pool, or a closure
// that captures it.
func (t *track) load(v *ssa.UnOp) {
	if _, ok := v.Type().Underlying().(*types.Signature); ok {
		if _, field := v.X.(*ssa.FieldAddr); !field {
			t.add(v)
		}
		return
	}
	if types.IsInterface(v.Type()) && isLocal(v.X) { // a variable of any interface type
		t.add(v)
		return
	}
	t.addHolder(v)
}

func isLocal(addr ssa.Value) bool {
	switch addr.(type) {
	case *ssa.Alloc, *ssa.FreeVar:
		return true
	}
	return false
}

// store makes what contains the address a holder, if it is of this call.
func (t *track) store(addr ssa.Value) {
	root := addr
	for {
		switch x := root.(type) {
		case *ssa.FieldAddr:
			root = x.X
			continue
		case *ssa.IndexAddr:
			root = x.X
			continue
		}
		break
	}
	if t.seen[root] || t.seen[addr] {
		t.mark(addr)
		return
	}
	switch root := root.(type) {
	case *ssa.Alloc:
		t.add(root)
		t.mark(addr)
	case *ssa.FreeVar:
		if cell := binding(root); cell != nil && root == addr {
			t.add(cell)
			t.add(root)
			return
		}
		t.use |= Escapes
	case *ssa.UnOp:
		// A field of what a local variable points to, such as the transport of
		// a client that is kept in a variable.
		if cell, ok := root.X.(*ssa.Alloc); ok && t.a.madeHere(cell) {
			t.add(cell)
			t.mark(addr)
			return
		}
		t.use |= Escapes
	default:
		if t.a.fresh(root) { // a field of a new holder
			t.add(root)
			return
		}
		t.use |= Escapes
	}
}

// mark goes on to the other loads of a field that was stored to.
func (t *track) mark(addr ssa.Value) {
	if _, ok := addr.(*ssa.FieldAddr); ok {
		t.add(addr)
	}
}

// binding returns the variable that a closure captures.
func binding(fv *ssa.FreeVar) ssa.Value {
	fn := fv.Parent()
	for i, each := range fn.FreeVars {
		if each != fv {
			continue
		}
		for _, ref := range *fn.Referrers() {
			if mc, ok := ref.(*ssa.MakeClosure); ok {
				return mc.Bindings[i]
			}
		}
	}
	return nil
}

// captured goes into the closure, and follows the closure itself: whoever keeps
// it keeps the pool.
func (t *track) captured(v ssa.Value, mc *ssa.MakeClosure) {
	fn := mc.Fn.(*ssa.Function)
	if fn.Parent() == nil { // a bound method: its receiver is used as the method uses it
		t.add(mc)
		return
	}
	for i, b := range mc.Bindings {
		if b == v {
			t.add(fn.FreeVars[i])
		}
	}
	t.add(mc)
}

// returned counts what the function itself returns. What its literals return
// goes to whoever calls them.
func (t *track) returned(v ssa.Value, ret *ssa.Return) {
	if ret.Parent() != t.root {
		if !calledInPlace(ret.Parent()) {
			t.use |= Escapes
		}
		return
	}
	for i, r := range ret.Results {
		if r == v {
			t.use |= InResult(i)
		}
	}
}

// calledInPlace reports whether nobody sees the results of a literal: it is
// deferred, or started by go.
func calledInPlace(fn *ssa.Function) bool {
	for _, ref := range *fn.Referrers() {
		mc, ok := ref.(*ssa.MakeClosure)
		if !ok {
			return false
		}
		for _, use := range *mc.Referrers() {
			switch use.(type) {
			case *ssa.Defer, *ssa.Go:
			default:
				return false
			}
		}
	}
	return true
}

// field notes the settings of a transport or a client.
func (t *track) field(fa *ssa.FieldAddr) {
	st, ok := fa.X.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct)
	if !ok {
		return
	}
	f := st.Field(fa.Field)
	if f.Pkg() == nil || f.Pkg().Path() != "net/http" {
		return
	}
	for _, ref := range *fa.Referrers() {
		s, ok := ref.(*ssa.Store)
		if !ok || s.Addr != fa {
			continue
		}
		c, _ := s.Val.(*ssa.Const)
		switch f.Name() {
		case "DisableKeepAlives":
			// A variable may be true: then somebody thought of it.
			if c == nil || c.Value == nil || constant.BoolVal(c.Value) {
				t.use |= Disables
			}
		case "MaxIdleConnsPerHost":
			if c != nil && c.Value != nil && constant.Sign(c.Value) < 0 {
				t.use |= Disables
			}
		case "IdleConnTimeout":
			if c == nil || c.Value != nil && constant.Sign(c.Value) > 0 {
				t.idle = IdleBounded
			}
		case "Transport":
			if c == nil || !c.IsNil() {
				t.transport = true
			}
		}
	}
}
