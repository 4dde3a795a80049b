// Package fix makes the edits that repair a leak, where that is provably right.
package fix

import (
	"bytes"
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/connlint/connlint/passes/internal/flow"
	"github.com/connlint/connlint/passes/internal/ir"
)

// Defer returns the edit that defers the release right after the acquisition
// and the check of its error; nil where that would close too much, too late, or
// not compile. It is right only if
//
//   - the call, or literal, is the right side of an assignment to a local variable, which is
//     not assigned again;
//   - the error, if there is one, is checked by the next statement, which then
//     leaves the function or the iteration;
//   - no path hands the resource over, so nobody uses it after the release;
//   - the statement is not in a loop, unless a function literal is in between;
//   - releasing twice does no harm, or no other path releases.
func Defer(pkg *ir.Package, l *flow.Leak, errcheck bool) *analysis.SuggestedFix {
	if l.How != flow.AtReturn || l.Transferred || l.Lent || !l.Always && !l.Kind.Idempotent || len(l.Ob.Release) == 0 || l.Ob.OneOf {
		return nil
	}
	path := pkg.Enclosing(l.At)
	at := place(pkg, l, path)
	if at == nil {
		return nil
	}
	release, results := releaseExpr(pkg, at, l)
	if release == "" {
		return nil
	}
	text := "defer " + release + "()"
	if errcheck && results > 0 {
		text = "defer func() { _" + strings.Repeat(", _", results-1) + " = " + release + "() }()"
	}
	pos, indent := insertion(pkg, at.after)
	return &analysis.SuggestedFix{
		Message:   "defer " + release + "()",
		TextEdits: []analysis.TextEdit{{Pos: pos, End: pos, NewText: []byte("\n" + indent + text)}},
	}
}

// A site is where a deferred release can stand.
type site struct {
	after ast.Stmt   // the statement to insert after
	ident *ast.Ident // the variable that holds the result
	obj   types.Object
}

// place finds the statement after which the resource is there for certain. path
// leads from the call, or the literal, outwards.
func place(pkg *ir.Package, l *flow.Leak, path []ast.Node) *site {
	result := l.Ob.Result
	i := 1
	for i < len(path) && transparent(path[i]) {
		i++
	}
	if i+1 >= len(path) {
		return nil
	}
	assign, ok := path[i].(*ast.AssignStmt)
	if !ok || len(assign.Rhs) != 1 || result >= len(assign.Lhs) {
		return nil
	}
	ident, ok := assign.Lhs[result].(*ast.Ident)
	if !ok || ident.Name == "_" {
		return nil
	}
	info := pkg.Pass.TypesInfo
	obj := info.ObjectOf(ident)
	if v, ok := obj.(*types.Var); !ok || v.Parent() == nil || v.Parent() == pkg.Pass.Pkg.Scope() {
		return nil
	}
	list := statements(path[i+1])
	at := index(list, assign)
	fn := function(path[i+1:])
	if at < 0 || fn == nil || inLoop(path[i+1:]) || assignedAgain(info, fn, obj, assign) {
		return nil
	}
	s := &site{after: assign, ident: ident, obj: obj}
	if last, ok := assign.Lhs[len(assign.Lhs)-1].(*ast.Ident); ok && len(assign.Lhs) > 1 && last.Name != "_" && isError(info.TypeOf(last)) {
		if at+1 >= len(list) || !checks(info, l, list[at+1], info.ObjectOf(last)) {
			return nil
		}
		s.after = list[at+1]
	}
	return s
}

// transparent reports whether an expression stands for its operand: in
// parentheses, or as the address of a literal.
func transparent(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.ParenExpr:
		return true
	case *ast.UnaryExpr:
		return n.Op == token.AND
	}
	return false
}

func statements(n ast.Node) []ast.Stmt {
	switch n := n.(type) {
	case *ast.BlockStmt:
		return n.List
	case *ast.CaseClause:
		return n.Body
	case *ast.CommClause:
		return n.Body
	}
	return nil
}

func index(list []ast.Stmt, s ast.Stmt) int {
	for i := range list {
		if list[i] == s {
			return i
		}
	}
	return -1
}

// checks reports whether s is "if err != nil { … leave }", or a call that
// returns only if err is nil.
func checks(info *types.Info, l *flow.Leak, s ast.Stmt, err types.Object) bool {
	if call := callOf(s); call != nil {
		for _, i := range l.Returns(call).IfNil {
			if id, ok := ast.Unparen(call.Args[min(i, len(call.Args)-1)]).(*ast.Ident); ok && info.ObjectOf(id) == err {
				return true
			}
		}
		return false
	}
	ifs, ok := s.(*ast.IfStmt)
	if !ok || ifs.Init != nil || ifs.Else != nil || len(ifs.Body.List) == 0 {
		return false
	}
	cond, ok := ast.Unparen(ifs.Cond).(*ast.BinaryExpr)
	if !ok || cond.Op != token.NEQ {
		return false
	}
	x, y := ast.Unparen(cond.X), ast.Unparen(cond.Y)
	if isNil(info, x) {
		x, y = y, x
	}
	id, ok := x.(*ast.Ident)
	if !ok || info.ObjectOf(id) != err || !isNil(info, y) {
		return false
	}
	switch last := ifs.Body.List[len(ifs.Body.List)-1].(type) {
	case *ast.ReturnStmt:
		return true
	case *ast.BranchStmt:
		return last.Tok != token.FALLTHROUGH
	case *ast.ExprStmt:
		call := callOf(last)
		return call != nil && (isPanic(info, call) || l.Returns(call).Never)
	}
	return false
}

func callOf(s ast.Stmt) *ast.CallExpr {
	if e, ok := s.(*ast.ExprStmt); ok {
		if call, ok := e.X.(*ast.CallExpr); ok {
			return call
		}
	}
	return nil
}

func isPanic(info *types.Info, call *ast.CallExpr) bool {
	id, ok := ast.Unparen(call.Fun).(*ast.Ident)
	if !ok {
		return false
	}
	b, ok := info.Uses[id].(*types.Builtin)
	return ok && b.Name() == "panic"
}

func isNil(info *types.Info, e ast.Expr) bool { return info.Types[e].IsNil() }

func isError(t types.Type) bool {
	return t != nil && types.Identical(t, types.Universe.Lookup("error").Type())
}

// function returns the body of the innermost function.
func function(path []ast.Node) ast.Node {
	for _, n := range path {
		switch n := n.(type) {
		case *ast.FuncDecl:
			return n.Body
		case *ast.FuncLit:
			return n.Body
		}
	}
	return nil
}

// inLoop reports whether a deferred call would wait for more than one
// iteration.
func inLoop(path []ast.Node) bool {
	for _, n := range path {
		switch n.(type) {
		case *ast.ForStmt, *ast.RangeStmt, *ast.LabeledStmt:
			return true
		case *ast.FuncDecl, *ast.FuncLit:
			return false
		}
	}
	return false
}

// assignedAgain reports whether the variable gets another value, so that a
// deferred call could mean another resource than the one that leaks.
func assignedAgain(info *types.Info, fn ast.Node, obj types.Object, first *ast.AssignStmt) bool {
	again := false
	ast.Inspect(fn, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, l := range n.Lhs {
				if id, ok := l.(*ast.Ident); ok && n != first && info.ObjectOf(id) == obj && n.Pos() > first.Pos() {
					again = true
				}
			}
		case *ast.UnaryExpr:
			if id, ok := n.X.(*ast.Ident); ok && n.Op == token.AND && info.ObjectOf(id) == obj {
				again = true
			}
		}
		return !again
	})
	return again
}

// releaseExpr renders what releases the resource: the variable, the field that
// leads to it, and the method, of which it returns the number of results too.
func releaseExpr(pkg *ir.Package, at *site, l *flow.Leak) (expr string, results int) {
	fields, t := l.Ob.Fields(at.obj.Type())
	expr = at.ident.Name
	for _, f := range fields {
		expr += "." + f
	}
	method := l.Ob.Release[0]
	obj, _, _ := types.LookupFieldOrMethod(t, true, pkg.Pass.Pkg, method)
	fn, ok := obj.(*types.Func)
	if !ok || fn.Signature().Params().Len() != 0 || fn.Signature().Results().Len() > 1 {
		// The type itself may have a method that releases what it holds.
		obj, _, _ = types.LookupFieldOrMethod(at.obj.Type(), true, pkg.Pass.Pkg, method)
		if fn, ok = obj.(*types.Func); !ok || fn.Signature().Params().Len() != 0 {
			return "", 0
		}
		expr = at.ident.Name
	}
	if scope := at.obj.Parent().Innermost(at.after.End()); scope != nil {
		if _, seen := scope.LookupParent(at.ident.Name, at.after.End()); seen != at.obj {
			return "", 0
		}
	}
	return expr + "." + method, fn.Signature().Results().Len()
}

// insertion returns where a statement on a line of its own goes after another,
// behind a comment on that line, and how it is indented.
func insertion(pkg *ir.Package, after ast.Stmt) (token.Pos, string) {
	fset := pkg.Pass.Fset
	start, end := fset.Position(after.Pos()), fset.Position(after.End())
	indent := strings.Repeat("\t", max(start.Column-1, 0))
	file := fset.File(after.Pos())
	if pkg.Pass.ReadFile == nil {
		return after.End(), indent
	}
	src, err := pkg.Pass.ReadFile(file.Name())
	if err != nil || len(src) != file.Size() {
		return after.End(), indent
	}
	line := src[bytes.LastIndexByte(src[:start.Offset], '\n')+1 : start.Offset]
	indent = string(line[:len(line)-len(bytes.TrimLeft(line, " \t"))])
	rest, _, _ := bytes.Cut(src[end.Offset:], []byte("\n"))
	if text := bytes.TrimSpace(rest); len(text) == 0 || bytes.HasPrefix(text, []byte("//")) {
		return file.Pos(end.Offset + len(bytes.TrimRight(rest, "\r"))), indent
	}
	return after.End(), indent
}
