package reconnect

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ast/inspector"
)

// delay says how long a failure of the call waits before the next round, if
// that is not random: not at all, or always the same. Otherwise it is "".
func (f *finder) delay(loop, call inspector.Cursor) string {
	failure, ok := f.failure(loop, call)
	if !ok {
		return ""
	}
	fixed, waits := f.waits(loop, loop)
	switch {
	case waits && fixed != "":
		return "after the same delay each time (" + fixed + "), without jitter"
	case waits:
		return ""
	case f.opaque(loop, failure):
		return ""
	}
	return "as soon as it fails, without any delay"
}

// failure returns the branch that runs when the call has failed, if it leads to
// another round: the body of if err != nil, ending in continue or in nothing.
// After if err == nil, and where a call returns no error, that is the loop.
func (f *finder) failure(loop, call inspector.Cursor) (inspector.Cursor, bool) {
	stmt := call
	for k := call; k != loop; k = k.Parent() {
		stmt = k
		if _, ok := k.Parent().Node().(*ast.BlockStmt); ok {
			break
		}
	}
	test := stmt
	switch s := stmt.Node().(type) {
	case *ast.ExprStmt:
		return loop, f.returnsNothing(s.X)
	case *ast.IfStmt: // if err := call(); err != nil
	default:
		next, ok := stmt.NextSibling()
		if !ok {
			return stmt, false
		}
		test = next
	}
	s, ok := test.Node().(*ast.IfStmt)
	switch {
	case !ok:
		return stmt, false
	case f.testsError(s.Cond, token.NEQ):
		return goesOn(test, s)
	case f.testsError(s.Cond, token.EQL):
		return loop, s.Else == nil
	}
	return stmt, false
}

func (f *finder) returnsNothing(call ast.Expr) bool {
	tuple, ok := f.pass.TypesInfo.TypeOf(call).(*types.Tuple)
	return ok && tuple.Len() == 0
}

func goesOn(at inspector.Cursor, s *ast.IfStmt) (inspector.Cursor, bool) {
	body, ok := at.FindNode(s.Body)
	if !ok || len(s.Body.List) == 0 {
		return body, ok
	}
	switch last := s.Body.List[len(s.Body.List)-1].(type) {
	case *ast.ReturnStmt:
		return body, false
	case *ast.BranchStmt:
		return body, last.Tok == token.CONTINUE
	case *ast.ExprStmt:
		if call, ok := last.X.(*ast.CallExpr); ok {
			name := strings.ToLower(types.ExprString(call.Fun))
			return body, !strings.Contains(name, "fatal") && !strings.Contains(name, "panic") && !strings.HasSuffix(name, "exit")
		}
	}
	return body, true
}

func (f *finder) testsError(cond ast.Expr, op token.Token) bool {
	b, ok := ast.Unparen(cond).(*ast.BinaryExpr)
	if !ok || b.Op != op || !f.pass.TypesInfo.Types[b.Y].IsNil() {
		return false
	}
	return types.Identical(f.pass.TypesInfo.TypeOf(b.X), types.Universe.Lookup("error").Type())
}

// waits looks for pauses in the loop. fixed is the source of the delay, if
// all pauses are of a fixed one.
func (f *finder) waits(in, loop inspector.Cursor) (fixed string, found bool) {
	for cur := range in.Preorder((*ast.CallExpr)(nil), (*ast.UnaryExpr)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.CallExpr:
			fn := f.callee(n)
			if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "time" {
				continue
			}
			switch fn.Name() {
			case "Sleep", "After", "NewTimer", "Reset":
				if len(n.Args) != 1 {
					continue
				}
				found = true
				if fixed = f.fixed(n.Args[0], loop); fixed == "" {
					return "", true
				}
			}
		case *ast.UnaryExpr:
			if n.Op == token.ARROW && f.clock(n.X) {
				if _, after := ast.Unparen(n.X).(*ast.CallExpr); !after && !found {
					return "", true // a timer from outside
				}
			}
		}
	}
	return fixed, found
}

// fixed returns the source of a duration that is the same in every round: a
// constant, or a variable or field that the loop does not change.
func (f *finder) fixed(e ast.Expr, loop inspector.Cursor) string {
	if f.pass.TypesInfo.Types[e].Value != nil {
		return types.ExprString(e)
	}
	switch ast.Unparen(e).(type) {
	case *ast.Ident, *ast.SelectorExpr:
	default:
		return ""
	}
	source := types.ExprString(e)
	for cur := range loop.Preorder((*ast.AssignStmt)(nil)) {
		for _, lhs := range cur.Node().(*ast.AssignStmt).Lhs {
			if types.ExprString(lhs) == source {
				return ""
			}
		}
	}
	return source
}

// opaque reports whether something that the loop calls may wait: a function
// value, or a function whose name says so, or that sleeps.
func (f *finder) opaque(loop, failure inspector.Cursor) bool {
	for cur := range loop.Preorder((*ast.CallExpr)(nil)) {
		call := cur.Node().(*ast.CallExpr)
		if f.pass.TypesInfo.Types[call.Fun].IsType() || f.pass.TypesInfo.Types[call.Fun].IsBuiltin() {
			continue
		}
		fn := f.callee(call)
		inFailure := failure.Contains(cur) || inCondition(loop, call)
		if fn == nil {
			if inFailure {
				return true
			}
			continue
		}
		if waiting(fn.Name()) && inFailure {
			return true
		}
		if body, ok := f.decls[fn]; ok {
			if _, waits := f.waits(body, body); waits {
				return true
			}
		}
	}
	// A receive or a select in the failure's branch waits for something.
	for range failure.Preorder((*ast.SelectStmt)(nil), (*ast.FuncLit)(nil)) {
		return true
	}
	for cur := range failure.Preorder((*ast.UnaryExpr)(nil)) {
		if cur.Node().(*ast.UnaryExpr).Op == token.ARROW {
			return true
		}
	}
	return false
}

// inCondition reports whether a call is made before each round.
func inCondition(loop inspector.Cursor, call *ast.CallExpr) bool {
	s, ok := loop.Node().(*ast.ForStmt)
	return ok && s.Cond != nil && s.Cond.Pos() <= call.Pos() && call.End() <= s.Cond.End()
}

func waiting(name string) bool {
	name = strings.ToLower(name)
	for _, word := range []string{"sleep", "wait", "delay", "backoff", "pause", "retry", "tick", "next", "limit"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}
