package reqscope

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

// uses draws the call graph of the package: an edge for each mention of a
// function that is a call, or counts as one.
func (b *builder) uses() {
	abstract := b.abstractCalls()
	for _, n := range b.all {
		if n.obj == nil {
			b.use(n.cur, n)
		} else if n.obj.Signature().Recv() != nil && abstract[n.obj.Name()] {
			n.escapes = true // an interface may call it
		}
	}
	for cur := range b.root.Preorder((*ast.Ident)(nil)) {
		switch obj := b.pass.TypesInfo.Uses[cur.Node().(*ast.Ident)].(type) {
		case *types.Func:
			if n := b.decls[obj.Origin()]; n != nil {
				b.use(cur, n)
			}
		case *types.Var:
			for _, n := range b.bound[obj] {
				b.use(cur, n)
			}
		}
	}
}

// abstractCalls returns the names of the methods that are called on interfaces.
func (b *builder) abstractCalls() map[string]bool {
	names := make(map[string]bool)
	for cur := range b.root.Preorder((*ast.CallExpr)(nil)) {
		fn, ok := typeutil.Callee(b.pass.TypesInfo, cur.Node().(*ast.CallExpr)).(*types.Func)
		if ok && fn.Signature().Recv() != nil && types.IsInterface(fn.Signature().Recv().Type()) {
			names[fn.Name()] = true
		}
	}
	return names
}

// use looks at what is done with the function n that is named at cur.
func (b *builder) use(cur inspector.Cursor, n *node) {
	parent := cur.Parent()
	switch kind, i := cur.ParentEdge(); kind {
	case edge.ParenExpr_X, edge.SelectorExpr_Sel, edge.IndexExpr_X, edge.IndexListExpr_X:
		b.use(parent, n)
	case edge.CallExpr_Fun:
		b.call(parent, n, false)
	case edge.CallExpr_Args:
		call := parent.Node().(*ast.CallExpr)
		tv := b.pass.TypesInfo.Types[call.Fun]
		r := b.row(call)
		switch {
		case tv.IsType():
			b.use(parent, n)
		case tv.IsBuiltin():
			n.escapes = true
		case r != nil && r.covers(i) && r.Kind == "once":
			n.once = true
		case r != nil && r.covers(i) && r.Kind == "reg":
			// its own root
		case b.isCommand(parent):
			n.once, n.command = true, true // cmd.RunE = wrap(run)
		default:
			b.call(parent, n, true)
		}
	case edge.AssignStmt_Lhs, edge.ValueSpec_Names:
		// where a variable is given a literal
	case edge.AssignStmt_Rhs, edge.ValueSpec_Values, edge.KeyValueExpr_Value:
		switch {
		case b.isCommand(cur):
			n.once, n.command = true, true
		case n.obj == nil && cur == n.cur && b.isBound(n):
			// by the uses of the variable
		default:
			n.escapes = true
		}
	default:
		n.escapes = true
	}
}

func (b *builder) isBound(n *node) bool {
	switch p := n.cur.Parent().Node().(type) {
	case *ast.AssignStmt:
		_, i := n.cur.ParentEdge()
		if len(p.Lhs) == len(p.Rhs) {
			_, ok := ast.Unparen(p.Lhs[i]).(*ast.Ident)
			return ok
		}
	case *ast.ValueSpec:
		_, i := n.cur.ParentEdge()
		return len(p.Names) == len(p.Values) && !(p.Names[i].IsExported() && b.around(n.cur) == nil)
	}
	return false
}

// isCommand reports whether the value at cur is stored in a field that holds what
// a command does.
func (b *builder) isCommand(cur inspector.Cursor) bool {
	var name *ast.Ident
	switch p := cur.Parent().Node().(type) {
	case *ast.KeyValueExpr:
		name, _ = p.Key.(*ast.Ident)
	case *ast.AssignStmt:
		_, i := cur.ParentEdge()
		if sel, ok := ast.Unparen(p.Lhs[min(i, len(p.Lhs)-1)]).(*ast.SelectorExpr); ok {
			name = sel.Sel
		}
	}
	if name == nil {
		return false
	}
	for _, r := range table().field[name.Name] {
		if r.Per == "command" && b.isField(name, r) {
			return true
		}
	}
	return false
}

// call draws an edge from the function around a call, of to or of something that
// to is passed to.
func (b *builder) call(site inspector.Cursor, to *node, passed bool) {
	e := &callEdge{from: b.around(site), to: to, site: site, passed: passed}
	if e.from != nil && e.from.test && !to.test {
		return
	}
	for c := range site.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil), (*ast.FuncLit)(nil), (*ast.FuncDecl)(nil)) {
		switch c.Node().(type) {
		case *ast.FuncLit, *ast.FuncDecl:
		default:
			e.inLoop = true
			if e.scope = b.loops[c.Node()]; e.scope == nil {
				continue
			}
		}
		break
	}
	to.in = append(to.in, e)
	if e.from != nil {
		e.from.out = append(e.from.out, e)
	}
}
