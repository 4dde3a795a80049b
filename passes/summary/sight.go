package summary

import "go/types"

// inSight returns a test of whether another package can call a function of this
// one: an exported function, or an exported method of a type that a package can
// get hold of, exported or not. Nobody else needs a summary; what the package's
// own functions call is summarised when they are followed.
func inSight(pkg *types.Package) func(*types.Func) bool {
	w := sight{pkg: pkg, types: make(map[*types.Named]bool)}
	for _, name := range pkg.Scope().Names() {
		if obj := pkg.Scope().Lookup(name); obj.Exported() {
			w.see(obj.Type())
		}
	}
	return func(fn *types.Func) bool {
		recv := fn.Signature().Recv()
		if recv == nil || !fn.Exported() {
			return fn.Exported()
		}
		t := types.Unalias(recv.Type())
		if p, ok := t.(*types.Pointer); ok {
			t = types.Unalias(p.Elem())
		}
		named, ok := t.(*types.Named)
		return !ok || w.types[named.Origin()]
	}
}

// A sight collects the named types of a package that others get to see: those of
// what it exports, of their exported and embedded fields, and of what their
// exported methods take and return.
type sight struct {
	pkg   *types.Package
	types map[*types.Named]bool
}

func (w *sight) see(t types.Type) {
	switch t := t.(type) {
	case *types.Alias:
		w.see(types.Unalias(t))
	case *types.Named:
		for arg := range t.TypeArgs().Types() {
			w.see(arg)
		}
		t = t.Origin()
		if t.Obj().Pkg() != w.pkg || w.types[t] {
			return
		}
		w.types[t] = true
		w.see(t.Underlying())
		for m := range t.Methods() {
			w.seeMethod(m)
		}
	case *types.Struct:
		for f := range t.Fields() {
			if f.Exported() || f.Embedded() {
				w.see(f.Type())
			}
		}
	case *types.Interface:
		for m := range t.Methods() {
			w.seeMethod(m)
		}
	case *types.Signature:
		for v := range t.Params().Variables() {
			w.see(v.Type())
		}
		for v := range t.Results().Variables() {
			w.see(v.Type())
		}
	case *types.Map:
		w.see(t.Key())
		w.see(t.Elem())
	case interface{ Elem() types.Type }: // pointers, slices, arrays, channels
		w.see(t.Elem())
	}
}

func (w *sight) seeMethod(m *types.Func) {
	if m.Exported() {
		w.see(m.Signature())
	}
}
