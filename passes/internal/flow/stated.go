package flow

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/connlint/connlint/passes/resource"
)

// What is stated, by the catalogue, by users or by directives in the source,
// comes before what is inferred.

// model returns what is stated of a callee: of a function or method, or of the
// calls of a named func type; nil if nothing is.
func (e *Engine) model(to callee) *resource.Model {
	switch {
	case e.models == nil:
		return nil
	case to.obj != nil:
		return e.models.Func(to.obj.Origin())
	case to.lit == nil && to.typ != nil:
		return e.models.FuncType(to.typ)
	}
	return nil
}

// whole returns the model of a callee if that says all there is to know.
func (e *Engine) whole(to callee) *resource.Model {
	if m := e.model(to); m != nil && !m.Declared {
		return m
	}
	return nil
}

// stated returns what is stated of a call's effect on an argument.
func (s *search) stated(to callee, p int, path Path, st State) (ParamEffect, bool) {
	if to.recv != nil && p == 0 && to.obj != nil && slices.Contains(s.e.letsGo(to.recv.Type(), path), to.obj.Name()) {
		return released, true
	}
	m := s.e.model(to)
	if m == nil {
		return ParamEffect{}, false
	}
	eff, said := modelEffect(m, to, p, path)
	if i := slices.IndexFunc(m.Effects, func(e resource.Effect) bool { return e.If > 0 && to.param(e.Param) == p }); i >= 0 {
		eff = s.onCondition(eff, to.all()[to.param(m.Effects[i].If-1)], st)
	}
	return eff, said || !m.Declared
}

// onCondition is an effect that a call has only if an argument is true. What a
// function does depending on a parameter of its own is not known to its callers.
func (s *search) onCondition(eff ParamEffect, cond ssa.Value, st State) ParamEffect {
	cond = s.canon(cond)
	_, isParam := cond.(*ssa.Parameter)
	switch k := s.value(cond, st); {
	case k.kind == isBool && k.num == 1:
		return eff
	case k.kind == isBool:
		return borrows
	case isParam && s.param:
		return transfers
	}
	eff.Success, eff.Failure = eff.Success.or(borrows.Success), eff.Failure.or(borrows.Failure)
	return eff
}

// letsGo returns the methods of which it is stated that they release what a
// value of type t owns on a path.
func (e *Engine) letsGo(t types.Type, path Path) []string {
	if e.models == nil {
		return nil
	}
	if rest, ok := path.after(deref); ok {
		p, isPointer := t.Underlying().(*types.Pointer)
		if !isPointer {
			return nil
		}
		t, path = p.Elem(), rest
	}
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || len(path) < 2 || path[0] != opField {
		return nil
	}
	m := e.models.Type(named.Origin())
	if m == nil || m.OwnsRelease == nil {
		return nil
	}
	st, ok := named.Underlying().(*types.Struct)
	if i := int(path[1]); !ok || i >= st.NumFields() || !slices.Contains(m.Owns, st.Field(i).Name()) {
		return nil
	}
	return m.OwnsRelease
}

// funcType returns the named type of a function value, if it has one.
func funcType(v ssa.Value) *types.Named {
	named, _ := types.Unalias(v.Type()).(*types.Named)
	if named != nil {
		named = named.Origin()
	}
	return named
}
