package resource

import (
	"fmt"
	"go/types"
)

// field returns the type of a field that the struct itself declares: the path to
// a promoted field names the embedded one as well.
func field(t types.Type, name string) (types.Type, error) {
	st, ok := deref(t).Underlying().(*types.Struct)
	if !ok {
		return nil, fmt.Errorf("%s is not a struct", t)
	}
	for f := range st.Fields() {
		if f.Name() == name {
			return f.Type(), nil
		}
	}
	obj, index, _ := types.LookupFieldOrMethod(t, true, nil, name)
	if _, ok := obj.(*types.Var); ok && len(index) > 1 {
		return nil, fmt.Errorf("field %s of %s is promoted from %s", name, t, st.Field(index[0]).Name())
	}
	return nil, fmt.Errorf("%s has no field %s", t, name)
}

// method returns an exported method of a value of the type.
func method(t types.Type, name string) (*types.Func, error) {
	if _, ok := t.Underlying().(*types.Interface); !ok {
		t = types.NewPointer(deref(t)) // what is acquired can be addressed
	}
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name)
	fn, ok := obj.(*types.Func)
	if !ok || !fn.Exported() {
		return nil, fmt.Errorf("%s has no method %s", t, name)
	}
	return fn, nil
}

// describe prints a function without its receiver.
func describe(fn *types.Func) string {
	return fn.Name() + types.TypeString(fn.Signature(), nil)[len("func"):]
}

func deref(t types.Type) types.Type {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

func last(t *types.Tuple) types.Type { return t.At(t.Len() - 1).Type() }

func boolean(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

// nilable reports whether a value of the type may be nil. A type parameter may
// be a type that is.
func nilable(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Pointer, *types.Interface, *types.Slice, *types.Map, *types.Chan, *types.Signature:
		return true
	case *types.Basic:
		return u.Kind() == types.UnsafePointer
	}
	return false
}

// canHold reports whether a value of the type can hold a resource, or be a
// function that captures one.
func canHold(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Kind() == types.UnsafePointer
	case *types.Slice:
		return canHold(u.Elem())
	}
	return true
}

// callable reports whether the type is a function, possibly behind an interface.
func callable(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Signature:
		return true
	case *types.Interface:
		return u.Empty()
	}
	return false
}

// reads reports whether one can read from a value of the type.
func reads(t types.Type) bool {
	for _, name := range []string{"Read", "WriteTo"} {
		if _, err := method(t, name); err == nil {
			return true
		}
	}
	if body, err := field(t, "Body"); err == nil {
		return reads(body)
	}
	return false
}

func isError(t types.Type) bool { return types.Identical(t, types.Universe.Lookup("error").Type()) }
