package flow

import (
	"go/types"
)

func isNamed(t types.Type, pkg, name string) bool {
	p, ok := types.Unalias(t).(*types.Pointer)
	if !ok {
		return false
	}
	named, ok := types.Unalias(p.Elem()).(*types.Named)
	return ok && named.Obj().Name() == name && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == pkg
}

// fieldPath turns field names into a path from a value of type t.
func fieldPath(t types.Type, names []string) (Path, bool) {
	var path Path
	for _, name := range names {
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t = p.Elem()
			path += deref
		}
		st, ok := t.Underlying().(*types.Struct)
		if !ok {
			return "", false
		}
		found := false
		for i := range st.NumFields() {
			if st.Field(i).Name() == name && i < 256 {
				path += field(i)
				t, found = st.Field(i).Type(), true
				break
			}
		}
		if !found {
			return "", false
		}
	}
	return path, true
}

func deptr(t types.Type) types.Type {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

// canHold reports whether a value of type t can give access to a resource.
func canHold(t types.Type) bool {
	switch u := types.Unalias(t).Underlying().(type) {
	case *types.Pointer:
		_, ok := u.Elem().Underlying().(*types.Struct)
		return ok
	case *types.Struct:
		return true
	case *types.Interface:
		return !isError(t)
	case *types.Signature:
		return true
	}
	return false
}

// resourcePaths lists the paths on which a parameter of type t may give access
// to a resource: those for which summaries are exported. The list depends on
// the type alone, so that importers can tell "borrows" from "was not asked".
func resourcePaths(t types.Type) []resourcePath {
	var paths []resourcePath
	put := func(p Path, opaque bool) { paths = append(paths, resourcePath{p, opaque}) }
	var add func(t types.Type, prefix Path, depth int)
	add = func(t types.Type, prefix Path, depth int) {
		if len(paths) > 16 || prefix.tooLong() {
			return
		}
		if isNamed(t, "net/http", "Response") {
			if body, ok := fieldPath(t, []string{"Body"}); ok {
				put(prefix+body, false)
			}
			return
		}
		switch u := types.Unalias(t).Underlying().(type) {
		case *types.Interface:
			if holdsBehind(t, u) {
				put(prefix, true)
			}
		case *types.Signature:
			if u.Params().Len() == 0 && u.Results().Len() <= 1 {
				put(prefix+calling, false)
			}
		case *types.Slice:
			if depth == 0 {
				add(u.Elem(), prefix+elem, 2)
			}
		case *types.Pointer:
			if hasReleaseMethod(t) {
				put(prefix, false)
			}
			if st, ok := u.Elem().Underlying().(*types.Struct); ok && depth < 2 && !stdType(u.Elem()) {
				addFields(st, prefix+deref, depth, add)
			}
		case *types.Struct:
			if depth < 2 && !stdType(t) {
				addFields(u, prefix, depth, add)
			}
		}
	}
	add(t, "", 0)
	return paths
}

// A resourcePath is opaque if an interface stands there: more may lie behind.
type resourcePath struct {
	path   Path
	opaque bool
}

func addFields(st *types.Struct, prefix Path, depth int, add func(types.Type, Path, int)) {
	for i := range min(st.NumFields(), 255) {
		add(st.Field(i).Type(), prefix+field(i), depth+1)
	}
}

// holdsBehind: interfaces whose values may be resources. Contexts, errors and
// the like are not.
func holdsBehind(t types.Type, u *types.Interface) bool {
	if u.NumMethods() == 0 {
		return true
	}
	for i := range u.NumMethods() {
		switch name := u.Method(i).Name(); {
		case releaseNames[name], name == "Read", name == "Write", name == "RoundTrip", name == "Do":
			return true
		}
	}
	return false
}

func hasReleaseMethod(t types.Type) bool {
	for name := range releaseNames {
		if obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name); obj != nil {
			if _, ok := obj.(*types.Func); ok {
				return true
			}
		}
	}
	return false
}

func stdType(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && isStd(named.Obj().Pkg())
}
