package idlelimit

import (
	_ "embed"
	"go/ast"
	"go/constant"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/connlint/connlint/passes/finding"
)

//go:embed doc.go
var doc string

// Analyzer is the rule idlelimit.
var Analyzer = finding.NewAnalyzer(doc, find, inspect.Analyzer)

const message = "requests from goroutines that are started in a loop share a transport that keeps two idle connections per host: " +
	"the others are closed after each burst (40 bursts of 50 requests open 1,920 connections)"

func find(pass *analysis.Pass) []finding.Finding {
	f := &finder{
		pass:  pass,
		root:  pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root(),
		decls: make(map[*types.Func]inspector.Cursor),
		seen:  make(map[ast.Node]bool),
	}
	for cur := range f.root.Preorder((*ast.FuncDecl)(nil)) {
		if fn, ok := pass.TypesInfo.Defs[cur.Node().(*ast.FuncDecl).Name].(*types.Func); ok {
			f.decls[fn] = cur
		}
	}
	for cur := range f.root.Preorder((*ast.GoStmt)(nil), (*ast.CallExpr)(nil)) {
		if loop, ok := f.loopAround(cur); ok {
			switch n := cur.Node().(type) {
			case *ast.GoStmt:
				f.started(cur, loop, n.Call.Fun)
			case *ast.CallExpr:
				if fn := f.callee(n); fn != nil && starts[fn.FullName()] && len(n.Args) == 1 {
					f.started(cur, loop, n.Args[0])
				}
			}
		}
	}
	return f.found
}

// starts are the functions that run their argument on a goroutine.
var starts = map[string]bool{
	"(*golang.org/x/sync/errgroup.Group).Go":           true,
	"(*golang.org/x/sync/errgroup.Group).TryGo":        true,
	"(*sync.WaitGroup).Go":                             true,
	"(*github.com/sourcegraph/conc.WaitGroup).Go":      true,
	"(*github.com/sourcegraph/conc/pool.ErrorPool).Go": true,
	"(*github.com/sourcegraph/conc/pool.Pool).Go":      true,
}

type finder struct {
	pass  *analysis.Pass
	root  inspector.Cursor
	decls map[*types.Func]inspector.Cursor
	seen  map[ast.Node]bool
	found []finding.Finding
}

func (f *finder) callee(call *ast.CallExpr) *types.Func {
	fn, _ := typeutil.Callee(f.pass.TypesInfo, call).(*types.Func)
	return fn
}

// loopAround returns the loop that starts the goroutine at cur, unless it is
// one of two rounds at most, or ends with the first.
func (f *finder) loopAround(cur inspector.Cursor) (inspector.Cursor, bool) {
	for c := range cur.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil), (*ast.FuncLit)(nil), (*ast.FuncDecl)(nil)) {
		switch n := c.Node().(type) {
		case *ast.ForStmt:
			cond, ok := n.Cond.(*ast.BinaryExpr)
			return c, ok && !f.small(cond.Y)
		case *ast.RangeStmt:
			// Ranging over a channel, as a server does, makes no bursts.
			_, channel := f.pass.TypesInfo.TypeOf(n.X).Underlying().(*types.Chan)
			return c, !channel && !f.small(n.X)
		}
		break
	}
	return cur, false
}

// small reports whether e is a number of at most two, or a literal of as many
// elements.
func (f *finder) small(e ast.Expr) bool {
	if lit, ok := ast.Unparen(e).(*ast.CompositeLit); ok {
		return len(lit.Elts) <= 2
	}
	v := f.pass.TypesInfo.Types[e].Value
	if v == nil || v.Kind() != constant.Int {
		return false
	}
	n, ok := constant.Int64Val(v)
	return ok && n <= 2
}

// started looks for requests in the function that a goroutine runs, and in
// those of the package that it calls.
func (f *finder) started(at, loop inspector.Cursor, fun ast.Expr) {
	switch fun := ast.Unparen(fun).(type) {
	case *ast.FuncLit:
		body, ok := f.root.FindNode(fun)
		if ok {
			f.requests(body, at, loop, f.varying(loop, at, body), 2)
		}
	case *ast.Ident, *ast.SelectorExpr:
		if body, ok := f.decls[f.named(fun)]; ok {
			f.requests(body, at, loop, f.varying(loop, at, body), 2)
		}
	}
}

func (f *finder) named(e ast.Expr) *types.Func {
	switch e := e.(type) {
	case *ast.Ident:
		fn, _ := f.pass.TypesInfo.Uses[e].(*types.Func)
		return fn
	case *ast.SelectorExpr:
		fn, _ := f.pass.TypesInfo.Uses[e.Sel].(*types.Func)
		return fn
	}
	return nil
}

func (f *finder) requests(body, at, loop inspector.Cursor, hosts varying, depth int) {
	f.spread(body, hosts)
	for cur := range body.Preorder((*ast.CallExpr)(nil)) {
		call := cur.Node().(*ast.CallExpr)
		fn := f.callee(call)
		if fn == nil {
			continue
		}
		if client, ok := f.client(call, fn); ok {
			if !f.seen[call] && f.keepsTwo(client, body) && !f.varies(call.Args[0], hosts) {
				f.seen[call] = true
				f.found = append(f.found, finding.Finding{
					Pos: call.Pos(), End: call.End(), Severity: finding.Note, Message: message,
					Path: []finding.Step{{Pos: at.Node().Pos(), Message: "started here, in a loop"}},
				})
			}
		} else if next, ok := f.decls[fn]; ok && depth > 0 {
			f.requests(next, at, loop, f.given(next, call, hosts), depth-1)
		}
	}
}
