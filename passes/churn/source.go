package churn

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/connlint/connlint/passes/resource"
)

// A Made is one construction of a pool, and what becomes of it.
type Made struct {
	Product
	Func  *ssa.Function // in which it stands
	Value ssa.Value     // the new pool
	Pos   token.Pos     // of the call's left parenthesis, or of the literal's left brace
	Use   Use

	// By is the function that makes it, if it is a call of one of the user's own
	// functions or of one with a fact. Its position, if it has one, is that of
	// the construction.
	By     *types.Func
	Origin token.Pos

	Client bool      // an http.Client with no transport of its own
	Sent   token.Pos // a place where it is used
}

// Dropped reports whether the pool is used in the call that made it and never
// again.
func (m *Made) Dropped() bool { return m.Use&^(Sends|Releases|Disables) == 0 }

// constructions returns the pools that a function makes, its literals' own
// left out.
func (a *analyzer) constructions(fn *ssa.Function) []*Made {
	var made []*Made
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch v := instr.(type) {
			case *ssa.Alloc:
				made = a.allocated(made, fn, v)
			case *ssa.Call:
				made = a.called(made, fn, v)
			}
		}
	}
	return made
}

// allocated looks at a literal, new(T) or a variable of type T.
func (a *analyzer) allocated(made []*Made, fn *ssa.Function, v *ssa.Alloc) []*Made {
	named, ok := types.Unalias(v.Type().(*types.Pointer).Elem()).(*types.Named)
	if !ok {
		return made
	}
	m := poolLiteral(a.catalogue, named)
	if m == nil {
		return made
	}
	if v.Comment != "complit" && v.Comment != "new" && copied(v) {
		return made // another's value
	}
	p := product(m, name(named.Obj()))
	client := isHTTP(named, "Client")
	if !client && !m.Acquire.Churn {
		return made
	}
	return append(made, &Made{Product: p, Func: fn, Value: v, Pos: v.Pos(), Client: client})
}

// copied reports whether a whole value is stored in the variable.
func copied(v *ssa.Alloc) bool {
	for _, ref := range *v.Referrers() {
		if s, ok := ref.(*ssa.Store); ok && s.Addr == v {
			if _, ok := s.Val.(*ssa.Const); !ok {
				return true
			}
		}
	}
	return false
}

// called looks at a call of a constructor.
func (a *analyzer) called(made []*Made, fn *ssa.Function, call *ssa.Call) []*Made {
	callee := calleeOf(&call.Call)
	if callee == nil {
		return made
	}
	if m := a.catalogue.Func(callee); m != nil {
		if m.Acquire != nil && m.Acquire.Churn && m.Acquire.Scope == "pool" && churns[m.Acquire.Kind] && len(m.Acquire.Path) == 0 {
			if v := result(call, m.Acquire.Result); v != nil {
				p := product(m, name(callee))
				if p.Idle = IdleUnknown; callee.FullName() == "(*net/http.Transport).Clone" {
					p.What, p.Literal, p.Idle = "clone of an http.Transport", true, IdleBounded
				}
				made = append(made, &Made{Product: p, Func: fn, Value: v, Pos: call.Pos()})
			}
		}
		return made
	}
	s, origins := a.summaryOf(callee, call.Call.StaticCallee())
	if s == nil {
		return made
	}
	for i, p := range s.Makes {
		if v := result(call, p.Result); v != nil {
			made = append(made, &Made{Product: p, Func: fn, Value: v, Pos: call.Pos(), By: callee, Origin: origin(origins, i, callee)})
		}
	}
	return made
}

func origin(origins []token.Pos, i int, callee *types.Func) token.Pos {
	if i < len(origins) {
		return origins[i]
	}
	return callee.Pos()
}

// churns are the kinds of resources of which a program needs one.
var churns = map[string]bool{"transport": true, "httpclient": true, "client": true, "pool": true}

func product(m *resource.Model, what string) Product {
	return Product{
		What:      what,
		Kind:      m.Acquire.Kind,
		Leaks:     len(m.Acquire.Leaks) > 0,
		NoRelease: slices.Equal(m.Acquire.Release, []string{"none"}),
		Literal:   m.Sym.Form == resource.Literal,
	}
}

// name is how messages name a type or a function: pkg.F, or T.M.
func name(obj types.Object) string {
	if fn, ok := obj.(*types.Func); ok {
		if recv := fn.Signature().Recv(); recv != nil {
			return types.TypeString(recv.Type(), func(p *types.Package) string { return p.Name() }) + "." + fn.Name()
		}
	}
	return obj.Pkg().Name() + "." + obj.Name()
}

// result returns result i of a call, or nil if it is not used.
func result(call *ssa.Call, i int) ssa.Value {
	tuple, ok := call.Type().(*types.Tuple)
	if !ok {
		return call
	}
	if i >= tuple.Len() {
		return nil
	}
	for _, ref := range *call.Referrers() {
		if x, ok := ref.(*ssa.Extract); ok && x.Index == i {
			return x
		}
	}
	return nil
}

// calleeOf returns the function, method or interface method that is called;
// nil for a function value.
func calleeOf(c *ssa.CallCommon) *types.Func {
	if c.IsInvoke() {
		return c.Method
	}
	fn := c.StaticCallee()
	if fn == nil {
		return nil
	}
	if o := fn.Origin(); o != nil {
		fn = o
	}
	obj, _ := fn.Object().(*types.Func)
	return obj
}
