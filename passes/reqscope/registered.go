package reqscope

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/connlint/connlint/passes/finding"
)

// registered finds handlers by where they are passed to or stored.
func (b *builder) registered() {
	for cur := range b.root.Preorder((*ast.CallExpr)(nil), (*ast.KeyValueExpr)(nil), (*ast.AssignStmt)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.CallExpr:
			if r := b.row(n); r != nil && r.Kind == "reg" {
				b.arguments(n, r)
			}
		case *ast.KeyValueExpr:
			if key, ok := n.Key.(*ast.Ident); ok {
				b.stored(key, n.Value)
			}
		case *ast.AssignStmt:
			if n.Tok != token.ASSIGN || len(n.Lhs) != len(n.Rhs) {
				continue
			}
			for i, lhs := range n.Lhs {
				if sel, ok := ast.Unparen(lhs).(*ast.SelectorExpr); ok {
					b.stored(sel.Sel, n.Rhs[i])
				}
			}
		}
	}
}

// row returns the row of the function that is called, if there is one.
func (b *builder) row(call *ast.CallExpr) *Row {
	if fn, ok := typeutil.Callee(b.pass.TypesInfo, call).(*types.Func); ok {
		return table().calls[fn.Origin().FullName()]
	}
	return nil
}

// covers reports whether the row is about argument i.
func (r *Row) covers(i int) bool { return i == r.Param || r.Rest && i > r.Param }

func (b *builder) arguments(call *ast.CallExpr, r *Row) {
	sig, ok := b.pass.TypesInfo.TypeOf(call.Fun).(*types.Signature)
	if !ok {
		return
	}
	for i, arg := range call.Args {
		if r.covers(i) {
			param := sig.Params().At(min(i, sig.Params().Len()-1)).Type()
			b.handler(arg, param, r, finding.Step{Pos: arg.Pos(), Message: "registered here as " + article(r.What)})
		}
	}
}

// stored marks the function in a field that a row names.
func (b *builder) stored(name *ast.Ident, value ast.Expr) {
	for _, r := range table().field[name.Name] {
		if r.Kind != "field" || !b.isField(name, r) {
			continue
		}
		b.handler(value, b.pass.TypesInfo.TypeOf(name), r, finding.Step{Pos: value.Pos(), Message: "stored here as " + article(r.What)})
	}
}

func (b *builder) isField(name *ast.Ident, r *Row) bool {
	v, ok := b.pass.TypesInfo.Uses[name].(*types.Var)
	if !ok || !v.IsField() || v.Pkg() == nil || v.Pkg().Path() != r.Pkg() {
		return false
	}
	obj := v.Pkg().Scope().Lookup(r.Path()[0])
	if obj == nil {
		return false
	}
	st, ok := obj.Type().Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range st.Fields() {
		if f == v {
			return true
		}
	}
	return false
}

// handler marks what an expression stands for: a function, functions in a
// literal, or the methods of a value.
func (b *builder) handler(e ast.Expr, param types.Type, r *Row, step finding.Step) {
	switch e := ast.Unparen(e).(type) {
	case *ast.FuncLit:
		b.nodes[e].makeRoot(r, step)
		return
	case *ast.CallExpr:
		if b.pass.TypesInfo.Types[e.Fun].IsType() && len(e.Args) == 1 {
			b.handler(e.Args[0], param, r, step)
			return
		}
	case *ast.CompositeLit:
		if _, ok := b.pass.TypesInfo.TypeOf(e).Underlying().(*types.Struct); !ok {
			for _, elt := range e.Elts {
				if kv, ok := elt.(*ast.KeyValueExpr); ok {
					elt = kv.Value
				}
				b.handler(elt, b.pass.TypesInfo.TypeOf(elt), r, step)
			}
			return
		}
	case *ast.Ident, *ast.SelectorExpr, *ast.IndexExpr, *ast.IndexListExpr:
		if fn := b.function(e); fn != nil {
			b.registerFunc(fn, e, r, step)
			return
		}
		if id, ok := e.(*ast.Ident); ok {
			for _, n := range b.bound[b.pass.TypesInfo.ObjectOf(id)] {
				n.makeRoot(r, step)
			}
		}
	}
	b.methods(b.pass.TypesInfo.TypeOf(e), param, r, step, make(map[*types.Named]bool))
}

// function returns the declared function that an expression names, or nil.
func (b *builder) function(e ast.Expr) *types.Func {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		fn, _ := b.pass.TypesInfo.Uses[e].(*types.Func)
		return fn
	case *ast.SelectorExpr:
		fn, _ := b.pass.TypesInfo.Uses[e.Sel].(*types.Func)
		return fn
	case *ast.IndexExpr:
		return b.function(e.X)
	case *ast.IndexListExpr:
		return b.function(e.X)
	}
	return nil
}

func (b *builder) registerFunc(fn *types.Func, e ast.Expr, r *Row, step finding.Step) {
	fn = fn.Origin()
	if n := b.decls[fn]; n != nil {
		n.makeRoot(r, step)
	} else if fn.Pkg() != nil && fn.Pkg() != b.pass.Pkg && r.Per != "command" {
		b.others = append(b.others, Registration{
			Func: fn, Expr: e,
			Scope: &Scope{Per: r.Per, What: r.What, Sure: r.Sure, Path: []finding.Step{step}},
		})
	}
}

// methods marks the methods of a value: those of the parameter's interface, or
// all exported ones where it is an any.
func (b *builder) methods(t, param types.Type, r *Row, step finding.Step, seen map[*types.Named]bool) {
	if t == nil || param == nil {
		return
	}
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	n, ok := t.(*types.Named)
	if !ok || n.Obj().Pkg() != b.pass.Pkg || seen[n] {
		return
	}
	seen[n] = true
	iface, ok := param.Underlying().(*types.Interface)
	if !ok {
		return
	}
	for m := range n.Origin().Methods() {
		if !m.Exported() || lifecycle[m.Name()] || iface.NumMethods() > 0 && !has(iface, m.Name()) || !callable(m, r) {
			continue
		}
		if d := b.decls[m]; d != nil {
			d.makeRoot(r, step)
		}
		if r.Per == "field" && m.Signature().Results().Len() > 0 { // resolvers return resolvers
			b.methods(m.Signature().Results().At(0).Type(), param, r, step, seen)
		}
	}
}

func has(iface *types.Interface, name string) bool {
	for m := range iface.Methods() {
		if m.Name() == name {
			return true
		}
	}
	return false
}

// callable applies the rule of net/rpc: two parameters and an error.
func callable(m *types.Func, r *Row) bool {
	sig := m.Signature()
	return r.Pkg() != "net/rpc" || sig.Params().Len() == 2 && sig.Results().Len() == 1 && isError(sig.Results().At(0).Type())
}

// bind collects the variables that are given function literals.
func (b *builder) bind() {
	give := func(name ast.Expr, value ast.Expr) {
		id, ok := ast.Unparen(name).(*ast.Ident)
		lit, isLit := ast.Unparen(value).(*ast.FuncLit)
		if !ok || !isLit {
			return
		}
		if obj := b.pass.TypesInfo.ObjectOf(id); obj != nil {
			b.bound[obj] = append(b.bound[obj], b.nodes[lit])
		}
	}
	for cur := range b.root.Preorder((*ast.AssignStmt)(nil), (*ast.ValueSpec)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.AssignStmt:
			if len(n.Lhs) == len(n.Rhs) {
				for i := range n.Lhs {
					give(n.Lhs[i], n.Rhs[i])
				}
			}
		case *ast.ValueSpec:
			for i := range n.Values {
				if len(n.Names) == len(n.Values) {
					give(n.Names[i], n.Values[i])
				}
			}
		}
	}
}

// around returns the function around a place, nil in the initialization of a package variable.
func (b *builder) around(cur inspector.Cursor) *node {
	for c := range cur.Parent().Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		return b.nodes[c.Node()]
	}
	return nil
}
