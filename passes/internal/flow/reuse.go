package flow

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// Responses of which nothing is left to read, or whose connection serves no
// other request whatever is read. Both are known where the request is made, and
// travel with the response to those that get it.

// answersHead reports whether the response has no body, being that to HEAD.
func (s *search) answersHead(ob *Obligation) bool {
	return ob.Kind.Name == "body" && (ob.bodyless || s.sends(ob, "HEAD"))
}

// sends reports whether the acquiring call sends a request with a method: by its
// name, or because the method is a constant in what it is given.
func (s *search) sends(ob *Obligation, method string) bool {
	if ob.callee.obj != nil && strings.EqualFold(ob.callee.obj.Name(), method) {
		return true
	}
	return slices.ContainsFunc(ob.callee.all(), func(v ssa.Value) bool { return s.says(v, method, 0) })
}

func (s *search) says(v ssa.Value, method string, depth int) bool {
	if depth > 4 {
		return false
	}
	switch v := s.canon(v).(type) {
	case *ssa.Const:
		return stringConst(v) == method
	case *ssa.Extract:
		return s.says(v.Tuple, method, depth)
	case *ssa.Call:
		return slices.ContainsFunc(v.Call.Args, func(a ssa.Value) bool { return isString(a.Type()) && s.says(a, method, depth+1) }) ||
			depth < 2 && makesAll(v.Call.StaticCallee(), method)
	case *ssa.UnOp:
		return s.says(v.X, method, depth+1)
	case *ssa.Alloc:
		// A variable, or a struct of options.
		found := false
		for _, r := range *v.Referrers() {
			switch r := r.(type) {
			case *ssa.Store:
				found = found || r.Addr == ssa.Value(v) && s.says(r.Val, method, depth+1)
			case *ssa.FieldAddr:
				for _, u := range *r.Referrers() {
					if st, ok := u.(*ssa.Store); ok && isString(st.Val.Type()) {
						found = found || s.says(st.Val, method, depth+1)
					}
				}
			}
		}
		return found
	}
	return false
}

// makesAll reports whether a function of the package makes requests, and all of
// them with one method.
func makesAll(fn *ssa.Function, method string) bool {
	if fn == nil {
		return false
	}
	made := false
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok || call.Call.IsInvoke() || !isNamed(resultType(call), "net/http", "Request") {
				continue
			}
			callee := call.Call.StaticCallee()
			if callee == nil || !strings.HasPrefix(callee.Name(), "NewRequest") {
				continue // a copy with another context, say
			}
			if !slices.ContainsFunc(call.Call.Args, func(a ssa.Value) bool { return stringConst(a) == method }) {
				return false
			}
			made = true
		}
	}
	return made
}

// resultType is the type of a call's only or first result.
func resultType(call *ssa.Call) types.Type {
	if results := call.Call.Signature().Results(); results.Len() > 0 {
		return results.At(0).Type()
	}
	return types.Typ[types.Invalid]
}

// usedOnce reports whether the connection of a response ends with it: the request
// or the transport says so, or the transport is made for this request.
func (s *search) usedOnce(ob *Obligation) bool {
	if ob.usedOnce || ob.Kind.Name != "body" {
		return ob.usedOnce
	}
	return slices.ContainsFunc(ob.callee.all(), func(arg ssa.Value) bool {
		switch arg = s.made(arg); {
		case isNamed(arg.Type(), "net/http", "Request"):
			return s.asksToClose(arg, ob)
		case isNamed(arg.Type(), "net/http", "Client"):
			return s.clientOfOneUse(arg, ob)
		case isNamed(arg.Type(), "net/http", "Transport"):
			return s.keepsNone(arg, ob) || s.servesOne(arg, ob)
		}
		return false
	})
}

// asksToClose: req.Close = true, or req.Header.Set("Connection", "close").
func (s *search) asksToClose(req ssa.Value, ob *Obligation) bool {
	asks := false
	s.eachField(req, func(field string, at *ssa.FieldAddr) {
		switch field {
		case "Close":
			asks = asks || s.isSet(at, ob)
		case "Header":
			s.n.eachUse(at, func(r ssa.Instruction) {
				if header, ok := r.(*ssa.UnOp); ok {
					s.n.eachUse(header, func(r ssa.Instruction) { asks = asks || closesConnection(r) && always(r, ob) })
				}
			})
		}
	})
	return asks
}

func closesConnection(r ssa.Instruction) bool {
	call, ok := r.(*ssa.Call)
	if !ok || len(call.Call.Args) != 3 || call.Call.StaticCallee() == nil {
		return false
	}
	name := call.Call.StaticCallee().Name()
	return (name == "Set" || name == "Add") && stringConst(call.Call.Args[1]) == "Connection" && stringConst(call.Call.Args[2]) == "close"
}

// clientOfOneUse: the client is made here, over a transport that is, and sends
// this request alone; or over one that keeps no connection.
func (s *search) clientOfOneUse(client ssa.Value, ob *Obligation) bool {
	once := false
	s.eachField(client, func(field string, at *ssa.FieldAddr) {
		if field != "Transport" {
			return
		}
		s.n.eachStore(at, func(st *ssa.Store) {
			t := s.made(st.Val)
			once = once || s.keepsNone(t, ob) || s.servesOne(client, ob) && s.servesOne(t, ob)
		})
	})
	return once
}

// keepsNone: a transport with DisableKeepAlives.
func (s *search) keepsNone(t ssa.Value, ob *Obligation) bool {
	off := false
	s.eachField(t, func(field string, at *ssa.FieldAddr) {
		off = off || field == "DisableKeepAlives" && s.isSet(at, ob)
	})
	return off
}

// made returns the pointer that a value holds: that of the only one which a
// variable is given, and that in an interface.
func (s *search) made(v ssa.Value) ssa.Value {
	v = strip(s.canon(v))
	if mi, ok := v.(*ssa.MakeInterface); ok {
		v = strip(s.canon(mi.X))
	}
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return v
	}
	cell, ok := s.canon(load.X).(*ssa.Alloc)
	if !ok || !isPointer(deptr(cell.Type())) {
		return v
	}
	var given []ssa.Value
	s.n.eachStore(cell, func(st *ssa.Store) { given = append(given, strip(s.canon(st.Val))) })
	if len(given) != 1 {
		return v
	}
	return given[0]
}

// servesOne reports whether nothing but the acquisition uses what is made here,
// and does so once.
func (s *search) servesOne(v ssa.Value, ob *Obligation) bool {
	a, ok := v.(*ssa.Alloc)
	at := ob.Instr.Block()
	if !ok || a.Parent() != ob.Fn || flowsPast(at, at, a.Block()) {
		return false
	}
	alone := true
	s.n.eachUse(a, func(r ssa.Instruction) {
		switch r := r.(type) {
		case *ssa.FieldAddr:
		case *ssa.MakeInterface:
			alone = alone && onlyTransport(r)
		case *ssa.Store:
			alone = alone && r.Addr == ssa.Value(a)
		case ssa.CallInstruction:
			alone = alone && ssa.Instruction(r) == ob.Instr
		default:
			alone = false
		}
	})
	return alone
}

// onlyTransport reports whether a value has no other use than as the transport of
// a client that is made here.
func onlyTransport(v ssa.Value) bool {
	return !slices.ContainsFunc(*v.Referrers(), func(r ssa.Instruction) bool {
		st, ok := r.(*ssa.Store)
		if !ok {
			return true
		}
		at, ok := st.Addr.(*ssa.FieldAddr)
		if !ok || fieldName(at) != "Transport" {
			return true
		}
		_, here := at.X.(*ssa.Alloc)
		return !here
	})
}

// eachField calls f for each place in the function nest that takes the address of
// a field of the struct that v points to, or of the literal that it is a copy of.
func (s *search) eachField(v ssa.Value, f func(name string, at *ssa.FieldAddr)) {
	s.n.eachUse(v, func(r ssa.Instruction) {
		switch r := r.(type) {
		case *ssa.FieldAddr:
			if s.canon(r.X) == v {
				f(fieldName(r), r)
			}
		case *ssa.Store:
			if lit, ok := r.Val.(*ssa.UnOp); ok && s.canon(r.Addr) == v {
				if a, isAlloc := lit.X.(*ssa.Alloc); isAlloc && a.Comment == "complit" {
					s.eachField(lit.X, f)
				}
			}
		}
	})
}

// isSet reports whether a field is always given the constant true before the
// acquisition.
func (s *search) isSet(at *ssa.FieldAddr, ob *Obligation) bool {
	set := false
	s.n.eachStore(at, func(st *ssa.Store) {
		set = set || s.e.nature(st.Val) == boolean(true) && always(st, ob)
	})
	return set
}

// always reports whether an instruction is on each way to the acquisition. What
// stands in another function of the nest is taken to be.
func always(r ssa.Instruction, ob *Obligation) bool {
	return r.Parent() != ob.Fn || r.Block().Dominates(ob.Instr.Block())
}
