package mutation

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"regexp"
	"slices"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/connlint/connlint/passes/resource"
)

// What an occurrence of a variable does with what it holds.
type mention uint8

const (
	uses     mention = iota // and keeps nothing
	releases                // or may do
	handsOver
	calls // a function that may do either
	loses // the variable is assigned something else
)

// mentions classifies the occurrences of a variable below a node, and returns
// what is worst for the mutant: a release, a hand-over, a call.
func mentions(info *types.Info, h *held, n ast.Node) mention {
	worst := uses
	var stack []ast.Node
	ast.Inspect(n, func(n ast.Node) bool {
		if n == nil {
			stack = stack[:len(stack)-1]
			return true
		}
		stack = append(stack, n)
		if id, ok := n.(*ast.Ident); ok && info.ObjectOf(id) == h.v {
			m := classify(info, h, stack)
			if rank[m] > rank[worst] {
				worst = m
			}
		}
		return true
	})
	return worst
}

var rank = map[mention]int{uses: 0, loses: 1, calls: 2, handsOver: 3, releases: 4}

var closing = regexp.MustCompile(`(?i)close|drain|release|cleanup|rollback|commit|stop|shutdown|disconnect|finish|discard|dispose`)

// classify looks outwards from an occurrence.
func classify(info *types.Info, h *held, stack []ast.Node) mention {
	i := len(stack) - 1
	expr := stack[i].(ast.Expr)
	fields := 0
	for i > 0 {
		up := stack[i-1]
		if p, ok := up.(*ast.ParenExpr); ok {
			expr, i = p, i-1
			continue
		}
		sel, ok := up.(*ast.SelectorExpr)
		if !ok || sel.X != expr {
			break
		}
		expr, i = sel, i-1
		fields++
	}
	if i == 0 {
		return uses
	}
	up := stack[i-1]
	if call, ok := up.(*ast.CallExpr); ok && call.Fun == expr {
		name := expr.(*ast.SelectorExpr).Sel.Name
		if h.ends[name] || closing.MatchString(name) {
			return releases
		}
		return uses
	}
	if fields > 0 && !closes(info.TypeOf(expr)) {
		if _, isFunc := info.TypeOf(expr).(*types.Signature); !isFunc {
			return uses
		}
	}
	switch up := up.(type) {
	case *ast.CallExpr:
		return passes(info, h, up, expr)
	case *ast.BinaryExpr, *ast.ExprStmt, *ast.IfStmt, *ast.SwitchStmt, *ast.CaseClause:
		return uses
	case *ast.AssignStmt:
		if slices.Contains(up.Lhs, expr) {
			switch {
			case fields > 0:
				return handsOver // wrapped
			case up.Tok == token.ASSIGN:
				return loses
			}
			return uses // defined here
		}
		for _, l := range up.Lhs {
			if id, ok := l.(*ast.Ident); !ok || id.Name != "_" {
				return handsOver
			}
		}
		return uses
	case *ast.ValueSpec:
		for _, id := range up.Names {
			if id == expr {
				return uses
			}
		}
	}
	return handsOver
}

// closes reports whether a type has a method that might release something.
func closes(t types.Type) bool {
	if t == nil {
		return false
	}
	for _, name := range []string{"Close", "Read", "Stop", "Shutdown"} {
		if obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name); obj != nil {
			return true
		}
	}
	return false
}

// passes says what a call does with an argument.
func passes(info *types.Info, h *held, call *ast.CallExpr, arg ast.Expr) mention {
	if tv, ok := info.Types[call.Fun]; ok && tv.IsType() {
		return handsOver // a conversion is another name
	}
	fn, _ := typeutil.Callee(info, call).(*types.Func)
	if fn == nil {
		if b, ok := typeutil.Callee(info, call).(*types.Builtin); ok && b.Name() != "append" {
			return uses
		}
		return handsOver
	}
	if m := resource.Builtin().Func(fn.Origin()); m != nil {
		for p, a := range call.Args {
			if a != arg {
				continue
			}
			if m.Acquire != nil && m.Acquire.Wraps == p {
				return handsOver
			}
			for _, e := range m.Effects {
				switch {
				case e.Param != p, e.What == "borrow", e.What == "drain", e.What == "reads":
				case e.If > 0:
					return onCondition(info, call.Args[e.If-1])
				default:
					return handsOver
				}
			}
		}
		return uses
	}
	switch {
	case standard(fn.Pkg()):
		return uses
	case closing.MatchString(fn.Name()):
		return releases
	}
	return h.within(fn, slices.Index(call.Args, arg))
}

// onCondition says what a call does that releases if an argument is true.
func onCondition(info *types.Info, arg ast.Expr) mention {
	switch v := info.Types[arg].Value; {
	case v == nil:
		return calls
	case constant.BoolVal(v):
		return releases
	}
	return uses
}

// within says what a function of the tree does with an argument, by the
// occurrences of its parameter.
func (h *held) within(fn *types.Func, i int) mention {
	if h.tree == nil || h.depth > 3 {
		return calls
	}
	d, ok := h.tree.decls[fn.Origin().FullName()]
	if !ok || d.decl.Body == nil || fn.Signature().Variadic() && i >= fn.Signature().Params().Len()-1 {
		return calls
	}
	for _, f := range d.decl.Type.Params.List {
		if len(f.Names) == 0 {
			return uses
		}
		for _, name := range f.Names {
			if i--; i < 0 {
				v, ok := d.info.Defs[name].(*types.Var)
				if !ok || name.Name == "_" {
					return uses
				}
				inner := &held{v: v, ends: h.ends, done: h.done, body: h.body, tree: h.tree, depth: h.depth + 1}
				if m := mentions(d.info, inner, d.decl.Body); m != loses {
					return m
				}
				return uses
			}
		}
	}
	return calls
}
