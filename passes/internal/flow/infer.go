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
	if m := e.whole(to); m != nil {
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
	if g := guardResult(to.obj.Signature()); g < 0 || !isBoolean(to.obj.Signature().Results().At(g).Type()) {
		return nil, known{}, known{}
	}
	args := to.all()
	if m := e.whole(to); m != nil {
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
	var preds []Predicate
	if to.fn != nil && len(to.fn.Blocks) > 0 {
		preds = e.predicatesOf(to.fn)
	} else if sum, _ := e.imported(to.obj); sum != nil {
		preds = sum.Predicates
	}
	if len(preds) > 0 && preds[0].Param < len(args) {
		onTrue, onFalse = preds[0].says()
		return args[preds[0].Param], onTrue, onFalse
	}
	return nil, known{}, known{}
}

// says turns "nil gives false" into "true means not nil", and so on.
func (p Predicate) says() (onTrue, onFalse known) {
	if p.Nil == no {
		onTrue = nilness(false)
	} else if p.NonNil == no {
		onTrue = nilness(true)
	}
	if p.Nil == yes {
		onFalse = nilness(false)
	} else if p.NonNil == yes {
		onFalse = nilness(true)
	}
	return onTrue, onFalse
}

// predicatesOf finds the parameters whose nilness decides the function's last
// result, a bool.
func (e *Engine) predicatesOf(fn *ssa.Function) []Predicate {
	if ps, ok := e.predicates[fn]; ok {
		return ps
	}
	e.predicates[fn] = nil
	g := guardResult(fn.Signature)
	if g < 0 || !isBoolean(fn.Signature.Results().At(g).Type()) {
		return nil
	}
	var preds []Predicate
	for i, p := range fn.Params {
		if !isError(p.Type()) && !(fn.Signature.Recv() == nil && isPointer(p.Type())) {
			continue
		}
		if refs := p.Referrers(); refs == nil || len(*refs) == 0 {
			continue
		}
		pred := Predicate{
			Param:  i,
			Nil:    verdict(e.reachable(fn, &fact{subject{val: p}, nilness(true)})),
			NonNil: verdict(e.reachable(fn, &fact{subject{val: p}, nilness(false)})),
		}
		if pred.Nil != maybe || pred.NonNil != maybe {
			preds = append(preds, pred)
		}
	}
	e.predicates[fn] = preds
	return preds
}

// verdict is what all exits report.
func verdict(exits []exit) tri {
	if len(exits) == 0 {
		return maybe
	}
	for _, ex := range exits {
		if ex.success != exits[0].success {
			return maybe
		}
	}
	return exits[0].success
}

// A Given says what a result is if a parameter is nil, or that it is the
// parameter.
type Given struct {
	Param, Result int
	Same          bool
	Is            knownKind // isNil, isBool or isInt
	Num           int64
}

// givens returns what is known of a callee's results by its parameters.
func (e *Engine) givens(to callee) []Given {
	if m := e.whole(to); m != nil {
		if m.NilLike >= 0 {
			return []Given{{Param: to.param(m.NilLike), Is: isNil}}
		}
		return nil
	}
	if to.fn != nil && len(to.fn.Blocks) > 0 {
		return e.givensOf(to.fn)
	}
	if sum, _ := e.imported(to.obj); sum != nil {
		return sum.Given
	}
	return nil
}

// givensOf finds the results that are the same as an error parameter, or known
// when it is nil.
func (e *Engine) givensOf(fn *ssa.Function) []Given {
	if g, ok := e.given[fn]; ok {
		return g
	}
	e.given[fn] = nil
	var list []Given
	res := fn.Signature.Results()
	for p, param := range fn.Params {
		if refs := param.Referrers(); !isError(param.Type()) || refs == nil || len(*refs) == 0 || res.Len() == 0 {
			continue
		}
		exits := e.reachable(fn, &fact{subject{val: param}, nilness(true)})
		for r := range res.Len() {
			if isError(res.At(r).Type()) && alwaysReturns(fn, r, param) {
				list = append(list, Given{Param: p, Result: r, Same: true})
			} else if k, ok := sameValue(exits, r); ok && (k.kind == isNil && isError(res.At(r).Type()) || k.kind == isInt) {
				list = append(list, Given{Param: p, Result: r, Is: k.kind, Num: k.num})
			}
		}
	}
	e.given[fn] = list
	return list
}

// alwaysReturns reports whether every return hands out a parameter as result r.
func alwaysReturns(fn *ssa.Function, r int, param *ssa.Parameter) bool {
	any := false
	for _, b := range fn.Blocks {
		if b == fn.Recover || len(b.Instrs) == 0 {
			continue
		}
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
			if strip(ret.Results[r]) != ssa.Value(param) {
				return false
			}
			any = true
		}
	}
	return any
}

// sameValue is the value that all exits return as result r, if it is known.
func sameValue(exits []exit, r int) (known, bool) {
	if len(exits) == 0 {
		return known{}, false
	}
	for _, ex := range exits {
		if r >= len(ex.values) || ex.values[r] != exits[0].values[r] || ex.values[r].kind == unknown {
			return known{}, false
		}
	}
	return exits[0].values[r], true
}

func isPointer(t types.Type) bool {
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}

// assigned reports whether a package variable is set outside of the package's
// initialisation.
func (e *Engine) assigned(g *ssa.Global) bool {
	if g.Pkg.Pkg != e.types {
		return false
	}
	if e.assigns == nil {
		e.assigns = map[*ssa.Global]bool{}
		for _, fn := range e.ir.Functions() {
			if outermost(fn).Name() == "init" && outermost(fn).Synthetic != "" {
				continue
			}
			for _, b := range fn.Blocks {
				for _, instr := range b.Instrs {
					if st, ok := instr.(*ssa.Store); ok {
						if g, ok := st.Addr.(*ssa.Global); ok {
							e.assigns[g] = true
						}
					}
				}
			}
		}
	}
	return e.assigns[g]
}

// neverNil reports whether result i of a call is never nil.
func (e *Engine) neverNil(c *ssa.CallCommon, i int) bool {
	fn := c.StaticCallee()
	if fn == nil {
		return false
	}
	to := staticCallee(fn, c.Args)
	if m := e.whole(to); m != nil {
		return m.NonNil == i
	}
	if len(to.fn.Blocks) > 0 {
		return slices.Contains(e.neverNilResults(to.fn), i)
	}
	sum, _ := e.imported(to.obj)
	return sum != nil && slices.Contains(sum.Present, i)
}

// neverNilResults returns the error results that are never nil, as of a
// function that builds an error, and the only result of a constructor.
func (e *Engine) neverNilResults(fn *ssa.Function) []int {
	if rs, ok := e.present[fn]; ok {
		return rs
	}
	e.present[fn] = nil
	var present []int
	for i := range fn.Signature.Results().Len() {
		t := fn.Signature.Results().At(i).Type()
		if only := fn.Signature.Results().Len() == 1 && isPointer(t); !only && !isError(t) {
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
