package reqscope

import (
	"go/ast"
	"go/types"
	"strings"

	"github.com/connlint/connlint/passes/finding"
)

// packages collects what is imported. The functions of a framework are only
// found where some of its types can be named, but its interfaces may be
// implemented by a package that imports it indirectly.
func (b *builder) packages() {
	b.pkgs = make(map[string]*types.Package)
	b.direct = make(map[string]bool)
	var visit func(p *types.Package)
	visit = func(p *types.Package) {
		for _, imp := range p.Imports() {
			if b.pkgs[imp.Path()] == nil {
				b.pkgs[imp.Path()] = imp
				visit(imp)
			}
		}
	}
	visit(b.pass.Pkg)
	for _, imp := range b.pass.Pkg.Imports() {
		b.direct[imp.Path()] = true
	}
}

// functions collects the functions of the package.
func (b *builder) functions() {
	for cur := range b.root.Preorder((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		n := &node{cur: cur, test: finding.InTest(b.pass.Fset, cur.Node().Pos())}
		if decl, ok := cur.Node().(*ast.FuncDecl); ok {
			n.obj, _ = b.pass.TypesInfo.Defs[decl.Name].(*types.Func)
			if n.obj != nil {
				b.decls[n.obj] = n
			}
			n.once = decl.Recv == nil && (decl.Name.Name == "init" || decl.Name.Name == "main" && b.pass.Pkg.Name() == "main")
		}
		b.all = append(b.all, n)
		b.nodes[cur.Node()] = n
	}
}

// declared finds handlers by what they are: by signature, by the interface that
// their type implements, by what it embeds, by what they take.
func (b *builder) declared() {
	named := b.namedTypes()
	for _, r := range table().types {
		pkg := b.pkgs[r.Pkg()]
		if pkg == nil {
			continue
		}
		obj, ok := pkg.Scope().Lookup(r.Path()[0]).(*types.TypeName)
		if !ok {
			continue // an older or newer version of the framework
		}
		switch r.Kind {
		case "functype":
			b.funcType(r, obj)
		case "iface":
			for _, t := range named {
				b.implementer(r, obj, t)
			}
		case "base":
			for _, t := range named {
				b.embedder(r, obj, t)
			}
		case "param":
			b.takers(r, obj)
		}
	}
}

// namedTypes returns the package's own types that can have methods.
func (b *builder) namedTypes() []*types.Named {
	var all []*types.Named
	scope := b.pass.Pkg.Scope()
	for _, name := range scope.Names() {
		if obj, ok := scope.Lookup(name).(*types.TypeName); ok && !obj.IsAlias() {
			if t, ok := obj.Type().(*types.Named); ok && !types.IsInterface(t) {
				all = append(all, t)
			}
		}
	}
	return all
}

// funcType marks the functions with the signature of a func type. A type that
// speaks of none of the framework's own types says little: then the package
// has to import the framework itself.
func (b *builder) funcType(r *Row, obj *types.TypeName) {
	want, ok := obj.Type().Underlying().(*types.Signature)
	if !ok || plain(want) && !b.direct[obj.Pkg().Path()] {
		return
	}
	for _, n := range b.all {
		if types.Identical(b.signature(n), want) {
			b.is(n, r)
		}
	}
}

func (b *builder) signature(n *node) *types.Signature {
	if n.obj != nil {
		return n.obj.Signature()
	}
	sig, _ := b.pass.TypesInfo.TypeOf(n.cur.Node().(ast.Expr)).(*types.Signature)
	return sig
}

// is marks a function that is a handler by itself.
func (b *builder) is(n *node, r *Row) {
	if n != nil {
		n.makeRoot(r, finding.Step{Pos: n.cur.Node().Pos(), Message: article(r.What)})
	}
}

func article(what string) string {
	first, _, _ := strings.Cut(what, " ")
	switch first {
	case "HTTP", "MQTT", "NSQ", "SMTP", "fx": // spelled out
		return "an " + what
	}
	if strings.ContainsRune("aeioAEIO", rune(what[0])) {
		return "an " + what
	}
	return "a " + what
}

// implementer marks a method of a type that implements an interface.
func (b *builder) implementer(r *Row, obj *types.TypeName, t *types.Named) {
	iface, ok := obj.Type().Underlying().(*types.Interface)
	if !ok {
		return
	}
	name := r.Path()[1]
	if generic, ok := obj.Type().(*types.Named); ok && generic.TypeParams() != nil {
		want, _, _ := types.LookupFieldOrMethod(obj.Type(), false, obj.Pkg(), name)
		got := method(t, name)
		if want, ok := want.(*types.Func); ok && got != nil && sameShape(got.Signature(), want.Signature()) {
			b.is(b.decls[got], r)
		}
		return
	}
	if implements(t, iface) {
		b.is(b.decls[method(t, name)], r)
	}
}

func implements(t *types.Named, iface *types.Interface) bool {
	return t.TypeParams() == nil && types.Implements(types.NewPointer(t), iface)
}

// method returns a method of t or *t, or nil.
func method(t *types.Named, name string) *types.Func {
	obj, _, _ := types.LookupFieldOrMethod(t, true, t.Obj().Pkg(), name)
	fn, _ := obj.(*types.Func)
	return fn
}

// sameShape compares the signature of a method with that of a generic
// interface: a type parameter stands for any type.
func sameShape(got, want *types.Signature) bool {
	return sameTuple(got.Params(), want.Params()) && sameTuple(got.Results(), want.Results())
}

func sameTuple(got, want *types.Tuple) bool {
	if got.Len() != want.Len() {
		return false
	}
	for i := range got.Len() {
		if !sameOrigin(got.At(i).Type(), want.At(i).Type()) {
			return false
		}
	}
	return true
}

func sameOrigin(got, want types.Type) bool {
	got, want = types.Unalias(got), types.Unalias(want)
	if _, ok := want.(*types.TypeParam); ok {
		return true
	}
	if p, ok := want.(*types.Pointer); ok {
		q, ok := got.(*types.Pointer)
		return ok && sameOrigin(q.Elem(), p.Elem())
	}
	if n, ok := want.(*types.Named); ok {
		m, ok := got.(*types.Named)
		return ok && m.Origin() == n.Origin()
	}
	return types.Identical(got, want)
}

// embedder marks the exported methods of a struct that embeds a type.
func (b *builder) embedder(r *Row, obj *types.TypeName, t *types.Named) {
	if st, ok := t.Underlying().(*types.Struct); ok && embeds(st, obj, 0) {
		for m := range t.Methods() {
			if m.Exported() && !lifecycle[m.Name()] {
				b.is(b.decls[m], r)
			}
		}
	}
}

// lifecycle are the methods of an embedding type that belong to its set-up or
// its end.
var lifecycle = map[string]bool{"Initialize": true, "Init": true, "Close": true, "Prepare": true}

func embeds(st *types.Struct, obj *types.TypeName, depth int) bool {
	for f := range st.Fields() {
		if !f.Embedded() || depth > 3 {
			continue
		}
		t := types.Unalias(f.Type())
		if p, ok := t.(*types.Pointer); ok {
			t = types.Unalias(p.Elem())
		}
		n, ok := t.(*types.Named)
		if !ok {
			continue
		}
		if n.Obj() == obj {
			return true
		}
		if inner, ok := n.Underlying().(*types.Struct); ok && embeds(inner, obj, depth+1) {
			return true
		}
	}
	return false
}

// takers marks the exported methods that take a type as their last parameter
// and return an error: one method of a service.
func (b *builder) takers(r *Row, obj *types.TypeName) {
	for _, n := range b.all {
		if n.obj == nil || !n.obj.Exported() || n.obj.Signature().Recv() == nil {
			continue
		}
		params, results := n.obj.Signature().Params(), n.obj.Signature().Results()
		if params.Len() > 0 && results.Len() > 0 && isError(results.At(results.Len()-1).Type()) && takes(params.At(params.Len()-1).Type(), obj) {
			b.is(n, r)
		}
	}
}

// takes reports whether a parameter is of the type, a pointer to it, an
// instance of it, or an interface that includes it.
func takes(t types.Type, obj *types.TypeName) bool {
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	n, ok := t.(*types.Named)
	if !ok {
		return false
	}
	if n.Origin().Obj() == obj {
		return true
	}
	iface, ok := obj.Type().Underlying().(*types.Interface)
	if generic, isNamed := obj.Type().(*types.Named); isNamed && generic.TypeParams() != nil {
		return false
	}
	return ok && types.IsInterface(n) && n.TypeParams() == nil && types.Implements(n, iface)
}

func isError(t types.Type) bool { return types.Identical(t, types.Universe.Lookup("error").Type()) }

// plain reports whether a signature names types of the standard library's
// context package at most.
func plain(sig *types.Signature) bool {
	for _, tuple := range []*types.Tuple{sig.Params(), sig.Results()} {
		for v := range tuple.Variables() {
			if !strings.HasPrefix(types.TypeString(v.Type(), nil), "context.") && strings.ContainsRune(types.TypeString(v.Type(), nil), '.') {
				return false
			}
		}
	}
	return true
}
