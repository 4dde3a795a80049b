package reqscope_test

import (
	"go/ast"
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/connlint/connlint/passes/reqscope"
)

// show reports what the pass says, so that fixtures can expect it.
var show = &analysis.Analyzer{
	Name:     "show",
	Doc:      "show scopes",
	Requires: []*analysis.Analyzer{reqscope.Analyzer, inspect.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		r := pass.ResultOf[reqscope.Analyzer].(*reqscope.Result)
		root := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
		for cur := range root.Preorder((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil), (*ast.ForStmt)(nil), (*ast.RangeStmt)(nil)) {
			switch n := cur.Node().(type) {
			case *ast.FuncDecl, *ast.FuncLit:
				if s, ok := r.Of(n); ok {
					pass.Reportf(n.Pos(), "%s", s)
				}
				if r.Once(n) {
					name := "func literal"
					if decl, ok := n.(*ast.FuncDecl); ok {
						name = decl.Name.Name
					}
					pass.Reportf(n.Pos(), "%s runs once", name)
				}
			default:
				if s, ok := r.At(cur); ok && s.Path[0].Pos == n.Pos() {
					pass.Reportf(n.Pos(), "%s", s)
				}
			}
		}
		for _, reg := range r.Registered {
			pass.Reportf(reg.Expr.Pos(), "%s registered: %s", reg.Func.FullName(), reg.Scope)
		}
		return nil, nil
	},
}

func testdata(t *testing.T) string {
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func Test(t *testing.T) {
	analysistest.Run(t, testdata(t), show, "reqscope/...")
}
