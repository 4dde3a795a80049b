package clientchurn

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/connlint/connlint/passes/churn"
	"github.com/connlint/connlint/passes/finding"
	"github.com/connlint/connlint/passes/reqscope"
)

// drops reports functions of other packages that make a pool and drop it, where
// they are called or registered to run per request. In its own package such a
// function is reported by itself.
func drops(pass *analysis.Pass, root inspector.Cursor, made *churn.Result, scopes *reqscope.Result) []finding.Finding {
	var found []finding.Finding
	for cur := range root.Preorder((*ast.CallExpr)(nil)) {
		fn, ok := typeutil.Callee(pass.TypesInfo, cur.Node().(*ast.CallExpr)).(*types.Func)
		if !ok || fn.Pkg() == nil || fn.Pkg() == pass.Pkg {
			continue
		}
		s := made.Summary(fn)
		if s == nil || len(s.Drops) == 0 {
			continue
		}
		p := place{Made: &churn.Made{Product: s.Drops[0], By: fn, Origin: fn.Pos(), Use: churn.Sends}, cur: cur}
		p.setting(cur, scopes)
		if p.scope != nil || p.loop {
			found = append(found, p.finding(pass, root, p.how(true)))
		}
	}
	for _, r := range scopes.Registered {
		s := made.Summary(r.Func)
		if s == nil || len(s.Drops) == 0 || r.Scope.Sure < reqscope.Medium {
			continue
		}
		cur, ok := root.FindByPos(r.Expr.Pos(), r.Expr.End())
		if !ok {
			continue
		}
		p := place{Made: &churn.Made{Product: s.Drops[0], By: r.Func, Origin: r.Func.Pos(), Use: churn.Sends}, cur: cur, scope: r.Scope}
		found = append(found, p.finding(pass, root, p.how(true)))
	}
	return found
}
