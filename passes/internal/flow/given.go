package flow

import (
	"go/constant"
	"go/token"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// What a call tells the function by its other arguments: that an error is nil, as
// when both results of an acquisition are passed on (check(http.Get(u))), or a
// constant that the function asks for, as in finish(resp, true). The effect of the
// call is that of the branches which remain.

// A given is a parameter and what is known of it: the constant that stands for it,
// or whether it is nil.
type given struct {
	param int
	value constant.Value // nil if only this is known:
	isNil bool
}

type givens []given

// key tells sets of givens apart.
func (gs givens) key() string {
	var b strings.Builder
	for _, g := range gs {
		b.WriteString(strconv.Itoa(g.param))
		if g.value != nil {
			b.WriteString(g.value.ExactString())
		} else {
			b.WriteString(strconv.FormatBool(g.isNil))
		}
		b.WriteByte(';')
	}
	return b.String()
}

// given returns what the arguments of a call tell the function.
func (s *search) given(to callee, st State) (gs givens) {
	for p, arg := range to.all() {
		if p >= len(to.fn.Params) {
			break
		}
		param := to.fn.Params[p]
		is := s.value(arg, st)
		k, isConst := s.canon(arg).(*ssa.Const)
		switch {
		case isError(arg.Type()) && isError(param.Type()):
			if is.kind == isNil {
				gs = append(gs, given{param: p, isNil: true})
			}
		case !slices.Contains(s.e.asked(to.fn), p):
		case is.kind == isBool:
			gs = append(gs, given{param: p, value: constant.MakeBool(is.num == 1)})
		case is.kind == isNil || is.kind == isNonNil:
			gs = append(gs, given{param: p, isNil: is.kind == isNil})
		case isConst && k.Value != nil:
			gs = append(gs, given{param: p, value: k.Value})
		}
	}
	return gs
}

// asked returns the parameters that a function branches on, or compares with
// constants.
func (e *Engine) asked(fn *ssa.Function) []int {
	if ps, ok := e.askedFor[fn]; ok {
		return ps
	}
	var ps []int
	for p, param := range fn.Params {
		if slices.ContainsFunc(*param.Referrers(), decides) {
			ps = append(ps, p)
		}
	}
	e.askedFor[fn] = ps
	return ps
}

// decides reports whether a use of a parameter is a branch on it, or its comparison
// with a constant.
func decides(r ssa.Instruction) bool {
	switch r := r.(type) {
	case *ssa.If:
		return true
	case *ssa.UnOp:
		return r.Op == token.NOT
	case *ssa.BinOp:
		_, x := r.X.(*ssa.Const)
		_, y := r.Y.(*ssa.Const)
		return x || y
	}
	return false
}

// givenFacts are what the givens say about the branches of a function.
func (e *Engine) givenFacts(fn *ssa.Function, gs givens) (facts []fact) {
	s := &search{e: e, n: e.nest(fn)}
	for _, g := range gs {
		param := fn.Params[g.param]
		if g.value == nil {
			facts = append(facts, fact{subject{val: param}, nilness(g.isNil)})
			continue
		}
		for _, b := range fn.Blocks {
			if len(b.Instrs) == 0 {
				continue
			}
			br, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
			if !ok {
				continue
			}
			holds, known := truth(br.Cond, param, g.value)
			if !known {
				continue
			}
			c := s.resolve(br.Cond, State{})
			is := c.onFalse
			if holds {
				is = c.onTrue
			}
			if is.kind != unknown {
				facts = append(facts, fact{c.sub, is})
			}
		}
	}
	return facts
}

// truth evaluates a condition on a parameter, if that is all it is about.
func truth(cond ssa.Value, param *ssa.Parameter, is constant.Value) (holds, known bool) {
	switch v := cond.(type) {
	case *ssa.Parameter:
		if v == param && is.Kind() == constant.Bool {
			return constant.BoolVal(is), true
		}
	case *ssa.UnOp:
		if v.Op == token.NOT {
			holds, known = truth(v.X, param, is)
			return !holds, known
		}
	case *ssa.BinOp:
		x, y := v.X, v.Y
		op := v.Op
		if _, ok := x.(*ssa.Const); ok {
			x, y, op = y, x, mirrored(op)
		}
		k, ok := y.(*ssa.Const)
		if x != ssa.Value(param) || !ok || k.Value == nil || k.Value.Kind() != is.Kind() {
			return false, false
		}
		switch op {
		case token.EQL, token.NEQ:
			return constant.Compare(is, op, k.Value), true
		case token.LSS, token.LEQ, token.GTR, token.GEQ:
			return is.Kind() != constant.Bool && constant.Compare(is, op, k.Value), is.Kind() != constant.Bool
		}
	}
	return false, false
}
