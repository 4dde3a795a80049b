package fix

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/connlint/connlint/passes/internal/flow"
	"github.com/connlint/connlint/passes/internal/ir"
)

// Drain returns the edit that reads the rest of a body before it is closed, up to
// the 256 KiB that net/http itself reads since Go 1.27; nil where it is not in
// plain view what is closed. It is right only if
//
//   - the body is closed in one place, by a call of Close on a variable or a
//     field of one, which is not assigned again;
//   - the call stands in a statement of its own, is deferred, or is in what a
//     return or an if statement evaluates first;
//   - what is closed can be read: it may be a value around the body;
//   - the name io is that of package io, or free.
func Drain(pkg *ir.Package, u *flow.Undrained, errcheck bool) *analysis.SuggestedFix {
	if u.Close == nil || u.Several {
		return nil
	}
	sel, ok := ast.Unparen(u.Close.Fun).(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "Close" || len(u.Close.Args) > 0 {
		return nil
	}
	path := pkg.Enclosing(u.Close)
	stmt := statement(path)
	if stmt == nil || !readable(pkg.Pass.TypesInfo.TypeOf(sel.X)) || !stays(pkg.Pass.TypesInfo, sel.X, path) {
		return nil
	}
	imported, edits := importIO(pkg, path)
	if !imported {
		return nil
	}
	body := types.ExprString(sel.X)
	read := fmt.Sprintf("io.Copy(io.Discard, io.LimitReader(%s, 256<<10))", body)
	if errcheck {
		read = "_, _ = " + read
	}
	_, indent := insertion(pkg, stmt)
	if d, ok := stmt.(*ast.DeferStmt); ok && d.Call == u.Close {
		text := "func() {\n" + indent + "\t" + read + "\n" + indent + "\t" + body + ".Close()\n" + indent + "}"
		if errcheck {
			text = strings.Replace(text, "\t"+body+".Close()", "\t_ = "+body+".Close()", 1)
		}
		edits = append(edits, analysis.TextEdit{Pos: u.Close.Pos(), End: u.Close.Lparen, NewText: []byte(text)})
	} else {
		edits = append(edits, analysis.TextEdit{Pos: stmt.Pos(), End: stmt.Pos(), NewText: []byte(read + "\n" + indent)})
	}
	return &analysis.SuggestedFix{Message: "read the rest before " + body + ".Close()", TextEdits: edits}
}

// readable reports whether a type is an io.Reader.
func readable(t types.Type) bool {
	obj, _, _ := types.LookupFieldOrMethod(t, false, nil, "Read")
	fn, ok := obj.(*types.Func)
	if !ok {
		return false
	}
	sig := fn.Signature()
	return sig.Params().Len() == 1 && types.Identical(sig.Params().At(0).Type(), types.NewSlice(types.Typ[types.Byte])) && sig.Results().Len() == 2
}

// statement returns the statement, in a list of statements, whose first action
// is the call at the beginning of path.
func statement(path []ast.Node) ast.Stmt {
	for i, n := range path[:len(path)-1] {
		s, ok := n.(ast.Stmt)
		if !ok {
			switch n.(type) {
			case *ast.CallExpr, *ast.ParenExpr:
				continue
			}
			return nil
		}
		switch s := s.(type) {
		case *ast.DeferStmt:
			if s.Call != path[0] {
				return nil
			}
		case *ast.ExprStmt, *ast.AssignStmt, *ast.ReturnStmt, *ast.IfStmt:
		default:
			return nil
		}
		if index(statements(path[i+1]), s) >= 0 {
			return s
		}
	}
	return nil
}

// stays reports whether an expression is a variable, or fields of one, that means
// the same as long as its function runs.
func stays(info *types.Info, e ast.Expr, path []ast.Node) bool {
	root := ast.Unparen(e)
	for {
		sel, ok := root.(*ast.SelectorExpr)
		if !ok {
			break
		}
		root = ast.Unparen(sel.X)
	}
	id, ok := root.(*ast.Ident)
	if !ok {
		return false
	}
	obj, ok := info.ObjectOf(id).(*types.Var)
	if !ok || obj.Parent() == nil || obj.Parent() == obj.Pkg().Scope() {
		return false
	}
	text, assigned, again := types.ExprString(e), 0, false
	for _, n := range path {
		fn, ok := n.(*ast.FuncDecl)
		if !ok {
			continue
		}
		ast.Inspect(fn, func(n ast.Node) bool {
			assign, ok := n.(*ast.AssignStmt)
			if !ok {
				return true
			}
			for _, l := range assign.Lhs {
				if id, ok := l.(*ast.Ident); ok && info.ObjectOf(id) == obj {
					assigned++
				} else if !ok && types.ExprString(l) == text {
					again = true
				}
			}
			return true
		})
	}
	return assigned <= 1 && !again
}

// importIO reports whether io means package io at the end of path, and returns
// the edits that make it so.
func importIO(pkg *ir.Package, path []ast.Node) (bool, []analysis.TextEdit) {
	file, ok := path[len(path)-1].(*ast.File)
	if !ok {
		return false, nil
	}
	scope := pkg.Pass.TypesInfo.Scopes[file]
	if inner := scope.Innermost(path[0].Pos()); inner != nil {
		scope = inner
	}
	if _, obj := scope.LookupParent("io", path[0].Pos()); obj != nil {
		name, ok := obj.(*types.PkgName)
		return ok && name.Imported().Path() == "io", nil
	}
	for _, d := range file.Decls {
		decl, ok := d.(*ast.GenDecl)
		if !ok || decl.Tok != token.IMPORT {
			continue
		}
		if !decl.Lparen.IsValid() {
			return true, []analysis.TextEdit{{Pos: decl.Pos(), End: decl.Pos(), NewText: []byte("import \"io\"\n")}}
		}
		return true, []analysis.TextEdit{importAmong(decl)}
	}
	return false, nil
}

// importAmong puts the import where gofmt would: before the first of the first
// group that sorts after it.
func importAmong(decl *ast.GenDecl) analysis.TextEdit {
	for _, s := range decl.Specs {
		spec := s.(*ast.ImportSpec)
		if p, err := strconv.Unquote(spec.Path.Value); err == nil && (p > "io" || strings.Contains(p, ".")) {
			return analysis.TextEdit{Pos: spec.Pos(), End: spec.Pos(), NewText: []byte("\"io\"\n\t")}
		}
	}
	end := decl.Specs[len(decl.Specs)-1].End()
	return analysis.TextEdit{Pos: end, End: end, NewText: []byte("\n\t\"io\"")}
}
