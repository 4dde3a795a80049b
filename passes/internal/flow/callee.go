package flow

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/connlint/connlint/passes/resource"
)

// A callee is what a call calls, as far as it can be known.
type callee struct {
	fn     *ssa.Function // with or without a body; nil if dynamic
	obj    *types.Func   // the function or method; nil for literals and dynamic calls
	lit    *ssa.Function // the function literal, if it is one of this nest
	recv   ssa.Value     // the receiver of a method, nil otherwise
	args   []ssa.Value   // without the receiver
	invoke bool          // through an interface
	typ    *types.Named  // the type of a function value that is not known
}

// callee resolves a call in a state: static calls, method values and
// expressions, instantiated generics, interface calls on a value whose type is
// known, and variables that hold a known function on this path.
func (s *search) callee(c *ssa.CallCommon, st State) callee {
	if c.IsInvoke() {
		if mi, ok := c.Value.(*ssa.MakeInterface); ok {
			if m := s.e.concreteMethod(mi.X.Type(), c.Method); m != nil {
				return callee{fn: m, obj: c.Method, recv: mi.X, args: c.Args, invoke: false}.named(m)
			}
		}
		return callee{obj: c.Method, recv: c.Value, args: c.Args, invoke: true}
	}
	v := s.canon(c.Value)
	if k := s.value(v, st); k.kind == isFunc {
		v = k.val
	}
	switch f := v.(type) {
	case *ssa.MakeClosure:
		fn := f.Fn.(*ssa.Function)
		if m := boundMethod(f); m != nil {
			return callee{obj: m, recv: f.Bindings[0], args: c.Args, invoke: types.IsInterface(f.Bindings[0].Type())}.named(s.e.declared(m))
		}
		return callee{fn: fn, lit: fn, args: c.Args}
	case *ssa.Function:
		if f.Parent() != nil {
			return callee{fn: f, lit: f, args: c.Args}
		}
		return staticCallee(f, c.Args)
	}
	return callee{args: c.Args, typ: funcType(c.Value)}
}

func (c callee) signature() *types.Signature {
	if c.obj != nil {
		return c.obj.Signature()
	}
	return c.typ.Underlying().(*types.Signature)
}

func staticCallee(f *ssa.Function, args []ssa.Value) callee {
	if o := f.Origin(); o != nil {
		f = o
	}
	c := callee{fn: f, args: args}
	c.obj, _ = f.Object().(*types.Func)
	if c.obj != nil && c.obj.Signature().Recv() != nil && len(args) > 0 {
		c.recv, c.args = args[0], args[1:]
		c.invoke = f.Synthetic != "" && types.IsInterface(args[0].Type()) // a method expression
	}
	return c
}

func (c callee) named(fn *ssa.Function) callee {
	c.fn = fn
	if fn != nil {
		if o, ok := fn.Object().(*types.Func); ok {
			c.obj = o
		}
	}
	return c
}

// declared returns the SSA function of a method or function of this package.
func (e *Engine) declared(obj *types.Func) *ssa.Function {
	return e.prog.FuncValue(obj.Origin())
}

// concreteMethod finds the method that an interface call on a value of type t
// calls.
func (e *Engine) concreteMethod(t types.Type, m *types.Func) *ssa.Function {
	obj, _, _ := types.LookupFieldOrMethod(t, true, m.Pkg(), m.Name())
	if f, ok := obj.(*types.Func); ok && !types.IsInterface(f.Signature().Recv().Type()) {
		return e.declared(f)
	}
	return nil
}

// all returns receiver and arguments in the order of SSA parameters.
func (c callee) all() []ssa.Value {
	if c.recv == nil {
		return c.args
	}
	return append([]ssa.Value{c.recv}, c.args...)
}

// param converts a model's parameter index to that of all().
func (c callee) param(p int) int {
	switch {
	case p == resource.Recv:
		return 0
	case c.recv != nil:
		return p + 1
	}
	return p
}

// isStd reports whether a package belongs to the standard library. A nil
// package is that of error.Error.
func isStd(pkg *types.Package) bool { return pkg == nil || resource.IsStd(pkg.Path()) }

// releaseNames are the method names that release a resource of unknown kind:
// what a function does with a parameter is summarised before it is known what
// will be passed.
var releaseNames = map[string]bool{
	"Close": true, "CloseNow": true, "CloseWithError": true, "CloseWithCode": true, "CloseSend": true, "CloseIdleConnections": true,
	"Stop": true, "Shutdown": true, "Disconnect": true, "Release": true, "Rollback": true, "Commit": true,
	"Cancel": true, "Unsubscribe": true, "Terminate": true, "GracefulStop": true, "Quit": true, "Logout": true,
	"CloseRead": false,
}

// looksLikeRelease says whether a method's name promises an end. It is asked
// only about methods that nothing better is known of.
func looksLikeRelease(name string) bool {
	name = strings.ToLower(name)
	for _, part := range []string{"close", "stop", "shutdown", "disconnect", "release", "cleanup", "terminate", "dispose", "destroy", "free", "drain", "finish", "teardown", "cancel", "abort", "kill", "exit", "end", "rollback", "commit"} {
		if strings.Contains(name, part) {
			return true
		}
	}
	return false
}
