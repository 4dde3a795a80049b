package mutation

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/packages"
)

// mutants makes all mutants of a function. src is the text of its file.
func mutants(pkg *packages.Package, file *ast.File, decl *ast.FuncDecl, src []byte, acquires func(*types.Func) bool) (all []*Mutant) {
	found := resources(pkg, decl, acquires)
	if len(found) == 0 {
		return nil
	}
	offset := func(p token.Pos) int { return pkg.Fset.PositionFor(p, false).Offset }
	text := func(n ast.Node) string { return string(src[offset(n.Pos()):offset(n.End())]) }
	add := func(h *held, at ast.Node, op string, edits ...edit) {
		all = append(all, &Mutant{
			File: pkg.Fset.PositionFor(at.Pos(), false).Filename, Line: pkg.Fset.PositionFor(at.Pos(), false).Line,
			column: pkg.Fset.PositionFor(at.Pos(), false).Column, Func: decl.Name.Name, Op: op, Kind: h.kind, Rule: h.rule, Lines: h.lines,
			pkg: pkg, file: file, decl: decl, edits: edits,
		})
	}
	// replace keeps the number of lines.
	replace := func(n ast.Node, with string) edit {
		return edit{offset(n.Pos()), offset(n.End()), with + strings.Repeat("\n", strings.Count(text(n), "\n"))}
	}
	var stack []ast.Node
	ast.Inspect(decl.Body, func(n ast.Node) bool {
		if n == nil {
			stack = stack[:len(stack)-1]
			return true
		}
		stack = append(stack, n)
		call, ok := n.(*ast.CallExpr)
		if !ok || len(stack) < 2 {
			return true
		}
		h, x := released(pkg.TypesInfo, found, call)
		if h == nil || !inPlainView(pkg.TypesInfo, h, stack) {
			return true
		}
		blank := "_ = " + text(x)
		switch up := stack[len(stack)-2].(type) {
		case *ast.ExprStmt:
			add(h, up, Drop, replace(up, blank))
		case *ast.DeferStmt:
			add(h, up, Undef, replace(up, blank))
			if after := nextReturn(stack, up); after != nil && !strings.Contains(text(up), "\n") {
				end := offset(after.End())
				add(h, up, Move, replace(up, blank), edit{end, end, "; " + text(up)})
			}
		default:
			if t := pkg.TypesInfo.TypeOf(call); t != nil && types.Identical(t, types.Universe.Lookup("error").Type()) {
				add(h, call, Drop, replace(call, "error(nil)"))
			}
		}
		return true
	})
	return all
}

// released returns the resource that a call releases, and the expression that
// stands for it.
func released(info *types.Info, all map[*types.Var]*held, call *ast.CallExpr) (*held, ast.Expr) {
	if sel, ok := call.Fun.(*ast.SelectorExpr); ok {
		if h := root(info, all, sel.X); h != nil && h.ends[sel.Sel.Name] {
			return h, sel.X
		}
	}
	name := ""
	switch f := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		name = f.Name
	case *ast.SelectorExpr:
		name = f.Sel.Name
	}
	if closing.MatchString(name) {
		for _, a := range call.Args {
			if h := root(info, all, a); h != nil && closes(info.TypeOf(a)) || h != nil && h.body {
				return h, a
			}
		}
	}
	return nil, nil
}

// root returns the resource that v, or v.Body, stands for.
func root(info *types.Info, all map[*types.Var]*held, x ast.Expr) *held {
	x = ast.Unparen(x)
	field := false
	if sel, ok := x.(*ast.SelectorExpr); ok && sel.Sel.Name == "Body" {
		x, field = ast.Unparen(sel.X), true
	}
	id, ok := x.(*ast.Ident)
	if !ok {
		return nil
	}
	v, _ := info.ObjectOf(id).(*types.Var)
	if h := all[v]; h != nil && (!field || h.body) {
		return h
	}
	return nil
}

// inPlainView reports whether a release stands in the function that acquires,
// or in a literal that this one defers.
func inPlainView(info *types.Info, h *held, stack []ast.Node) bool {
	for i := len(stack) - 1; i >= 0; i-- {
		lit, ok := stack[i].(*ast.FuncLit)
		if !ok {
			continue
		}
		if within(lit, h) {
			return true
		}
		if i < 2 {
			return false
		}
		call, ok := stack[i-1].(*ast.CallExpr)
		if _, deferred := stack[i-2].(*ast.DeferStmt); !ok || call.Fun != lit || !deferred {
			return false
		}
	}
	return true
}

// within reports whether a literal acquires what the variable holds.
func within(lit *ast.FuncLit, h *held) bool {
	return lit.Pos() <= h.calls[0].Pos() && h.calls[0].Pos() < lit.End()
}

// nextReturn returns the statement after a deferred release, if it may return.
func nextReturn(stack []ast.Node, d *ast.DeferStmt) ast.Stmt {
	if len(stack) < 3 {
		return nil
	}
	block, ok := stack[len(stack)-3].(*ast.BlockStmt)
	if !ok {
		return nil
	}
	for i, s := range block.List {
		if s != ast.Stmt(d) {
			continue
		}
		for _, next := range block.List[i+1 : min(i+4, len(block.List))] {
			if returns(next) {
				return next
			}
		}
	}
	return nil
}

func returns(s ast.Stmt) (found bool) {
	if _, ok := s.(*ast.ReturnStmt); ok {
		return false // nothing comes after it
	}
	ast.Inspect(s, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			found = true
		}
		return !found
	})
	return found
}
