package judge_test

import (
	"go/ast"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/connlint/connlint/internal/leakgen/grammar"
	"github.com/connlint/connlint/internal/leakgen/judge"
	"github.com/connlint/connlint/internal/leakgen/program"
)

// naive is wrong on purpose: it believes a function without defer to leak, and
// one with defer not to.
var naive = &analysis.Analyzer{
	Name: "naive",
	Doc:  "report http.Get in functions without defer",
	Run: func(pass *analysis.Pass) (any, error) {
		for _, f := range pass.Files {
			for _, d := range f.Decls {
				if fn, ok := d.(*ast.FuncDecl); ok && fn.Body != nil {
					check(pass, fn)
				}
			}
		}
		return nil, nil
	},
}

func check(pass *analysis.Pass, fn *ast.FuncDecl) {
	deferred := false
	ast.Inspect(fn, func(n ast.Node) bool {
		_, ok := n.(*ast.DeferStmt)
		deferred = deferred || ok
		return true
	})
	if deferred {
		return
	}
	ast.Inspect(fn, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			if sel, ok := call.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "Get" {
				pass.Reportf(call.Pos(), "never closed")
			}
		}
		return true
	})
}

// Disagreements with a wrong analyzer are noticed, and shrink to the reason why
// it is wrong.
func TestNaive(t *testing.T) {
	static, err := judge.NewStatic(naive)
	if err != nil {
		t.Fatal(err)
	}
	j := &judge.Judge{Static: static, Dir: t.TempDir()}
	var programs []*program.Program
	for seed := range uint64(150) {
		programs = append(programs, grammar.New(seed, grammar.Options{Kind: "response"}))
	}
	out, err := j.Run(programs)
	if err != nil {
		t.Fatal(err)
	}
	for _, ill := range out.Ill {
		t.Logf("ill-typed: %s", strings.SplitN(ill, "\n", 2)[0])
	}
	if len(out.Ill) > len(programs)/20 {
		t.Errorf("%d of %d programs are ill-typed", len(out.Ill), len(programs))
	}
	if out.Leaky < 15 || out.Leaky > 135 {
		t.Errorf("%d of %d programs leak; leaky and clean ones should be as common", out.Leaky, out.Units)
	}
	first := make(map[string]judge.Disagreement)
	for _, d := range out.Disagreements {
		if _, ok := first[d.What]; !ok {
			first[d.What] = d
		}
	}
	for what, lines := range map[string]int{judge.Missed: 12, judge.False: 12} {
		d, ok := first[what]
		if !ok {
			t.Errorf("nothing is %s", what)
			continue
		}
		small, err := j.Shrink([]judge.Disagreement{d})
		if err != nil {
			t.Fatal(err)
		}
		if n := small[0].Program.Lines(); n > lines {
			t.Errorf("%s: shrunk to %d lines, want at most %d:\n%s", what, n, lines, small[0].Unit.Text)
		}
	}
}
