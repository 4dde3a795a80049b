package flow

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// What is inferred of a callee beside its effects on resources: whether it
// returns, whether its bool result says that an argument is not nil, whether its
// results can be nil. All three are small searches without a resource.

// returnsOf returns what is known of whether a call returns.
func (e *Engine) returnsOf(to callee) Returns {
	if m := e.model(to.obj); m != nil {
		r := Returns{Never: m.Returns.Never}
		add := func(list *[]int, p int) {
			if p > 0 {
				*list = append(*list, to.param(p-1))
			}
		}
		add(&r.IfNil, m.Returns.IfNil)
		add(&r.IfNonNil, m.Returns.IfNonNil)
		add(&r.IfTrue, m.Returns.IfTrue)
		add(&r.IfFalse, m.Returns.IfFalse)
		return r
	}
	if to.fn != nil && len(to.fn.Blocks) > 0 && to.lit == nil {
		return *e.returns(to.fn)
	}
	if sum, _ := e.imported(to.obj); sum != nil {
		return sum.Returns
	}
	return Returns{}
}

func (e *Engine) returns(fn *ssa.Function) *Returns {
	if r := e.returning[fn]; r != nil {
		return r
	}
	r := &Returns{}
	e.returning[fn] = r // recursion: assume that it returns
	if !e.mayNotReturn(fn) {
		return r
	}
	if len(e.reachable(fn, nil)) == 0 {
		r.Never = true
		return r
	}
	for i, p := range fn.Params {
		switch {
		case isBoolean(p.Type()):
			if len(e.reachable(fn, &fact{subject{val: p}, boolean(false)})) == 0 {
				r.IfTrue = append(r.IfTrue, i)
			} else if len(e.reachable(fn, &fact{subject{val: p}, boolean(true)})) == 0 {
				r.IfFalse = append(r.IfFalse, i)
			}
		case nilable(p.Type()) && !(i == 0 && fn.Signature.Recv() != nil):
			if len(e.reachable(fn, &fact{subject{val: p}, nilness(false)})) == 0 {
				r.IfNil = append(r.IfNil, i)
			} else if len(e.reachable(fn, &fact{subject{val: p}, nilness(true)})) == 0 {
				r.IfNonNil = append(r.IfNonNil, i)
			}
		}
	}
	return r
}

// mayNotReturn is a cheap test: is there a panic, or a call of something that
// may not return, or no return at all?
func (e *Engine) mayNotReturn(fn *ssa.Function) bool {
	hasReturn := false
	s := &search{e: e, n: e.nest(fn)}
	for _, b := range fn.Blocks {
		if b == fn.Recover {
			continue
		}
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Panic:
				return true
			case *ssa.Return:
				hasReturn = true
			case *ssa.Call:
				if _, ok := instr.Call.Value.(*ssa.Builtin); ok {
					continue
				}
				if !e.returnsOf(s.callee(&instr.Call, State{})).trivial() {
					return true
				}
			}
		}
	}
	return !hasReturn
}

// reachable returns the returns that are reached if the given fact holds at the
// start; all of them if that is not known.
func (e *Engine) reachable(fn *ssa.Function, given *fact) []exit {
	s := e.newSearch(fn, nil)
	s.param = true
	var st State
	if given != nil {
		st.facts = []fact{*given}
	}
	s.run(s.intern(frame{fn: fn}), fn.Blocks[0], 0, st)
	e.count(s)
	if s.overflow {
		return []exit{{success: maybe}}
	}
	return s.exits
}

// predicate recognises a call whose bool result decides whether an argument is
// nil, such as errors.Is: it returns the argument and what each result says.
func (e *Engine) predicate(to callee) (arg ssa.Value, onTrue, onFalse known) {
	if to.obj == nil {
		return nil, known{}, known{}
	}
	if sig := to.obj.Signature(); sig.Results().Len() != 1 || !isBoolean(sig.Results().At(0).Type()) {
		return nil, known{}, known{}
	}
	args := to.all()
	if m := e.model(to.obj); m != nil {
		at := func(p int) ssa.Value {
			if p >= 0 && to.param(p) < len(args) {
				return args[to.param(p)]
			}
			return nil
		}
		if a := at(m.TrueNonNil); a != nil {
			return a, nilness(false), known{}
		}
		if a := at(m.TrueNil); a != nil {
			return a, nilness(true), known{}
		}
		if a := at(m.FalseNonNil); a != nil {
			return a, known{}, nilness(false)
		}
		return nil, known{}, known{}
	}
	var params []int
	if to.fn != nil && len(to.fn.Blocks) > 0 {
		params = e.nonNilIfTrue(to.fn)
	} else if sum, _ := e.imported(to.obj); sum != nil {
		params = sum.NonNil
	}
	if len(params) > 0 && params[0] < len(args) {
		return args[params[0]], nilness(false), known{}
	}
	return nil, known{}, known{}
}

// nonNilIfTrue returns the parameters that are not nil when the function's only
// result, a bool, is true: given nil, every return is false.
func (e *Engine) nonNilIfTrue(fn *ssa.Function) []int {
	if ps, ok := e.predicates[fn]; ok {
		return ps
	}
	e.predicates[fn] = nil
	res := fn.Signature.Results()
	if res.Len() != 1 || !isBoolean(res.At(0).Type()) {
		return nil
	}
	var params []int
	for i, p := range fn.Params {
		if !isError(p.Type()) && !(fn.Signature.Recv() == nil && isPointer(p.Type())) {
			continue
		}
		exits := e.reachable(fn, &fact{subject{val: p}, nilness(true)})
		if len(exits) > 0 && !slices.ContainsFunc(exits, func(ex exit) bool { return ex.success != no }) {
			params = append(params, i)
		}
	}
	e.predicates[fn] = params
	return params
}

func isPointer(t types.Type) bool {
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}

// neverNil reports whether result i of a call is never nil.
func (e *Engine) neverNil(c *ssa.CallCommon, i int) bool {
	fn := c.StaticCallee()
	if fn == nil {
		return false
	}
	to := staticCallee(fn, c.Args)
	if m := e.model(to.obj); m != nil {
		return m.NonNil == i
	}
	if len(to.fn.Blocks) > 0 {
		return slices.Contains(e.neverNilResults(to.fn), i)
	}
	sum, _ := e.imported(to.obj)
	return sum != nil && slices.Contains(sum.Present, i)
}

// neverNilResults returns the error results that are never nil, as of a
// function that builds an error.
func (e *Engine) neverNilResults(fn *ssa.Function) []int {
	if rs, ok := e.present[fn]; ok {
		return rs
	}
	e.present[fn] = nil
	var present []int
	for i := range fn.Signature.Results().Len() {
		if t := fn.Signature.Results().At(i).Type(); !isError(t) {
			continue
		}
		all, any := true, false
		for _, b := range fn.Blocks {
			if b == fn.Recover || len(b.Instrs) == 0 {
				continue
			}
			if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
				any = true
				all = all && e.nature(ret.Results[i]).kind == isNonNil
			}
		}
		if all && any {
			present = append(present, i)
		}
	}
	e.present[fn] = present
	return present
}
