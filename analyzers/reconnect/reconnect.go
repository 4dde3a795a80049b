package reconnect

import (
	_ "embed"
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/connlint/connlint/passes/finding"
	"github.com/connlint/connlint/passes/resource"
	"github.com/connlint/connlint/passes/summary"
)

//go:embed doc.go
var doc string

// Analyzer is the rule reconnect.
var Analyzer = finding.NewAnalyzer(doc, find, inspect.Analyzer, summary.Analyzer)

func find(pass *analysis.Pass) []finding.Finding {
	f := &finder{
		pass:   pass,
		root:   pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root(),
		decls:  make(map[*types.Func]inspector.Cursor),
		stated: pass.ResultOf[summary.Analyzer].(*summary.Result).Catalogue(),
	}
	f.methods = activations(f.stated)
	for cur := range f.root.Preorder((*ast.FuncDecl)(nil)) {
		if fn, ok := pass.TypesInfo.Defs[cur.Node().(*ast.FuncDecl).Name].(*types.Func); ok {
			f.decls[fn] = cur
		}
	}
	var found []finding.Finding
	for cur := range f.root.Preorder((*ast.CallExpr)(nil)) {
		call := cur.Node().(*ast.CallExpr)
		what, via := f.starts(call)
		if what == "" {
			continue
		}
		loop, ok := endless(cur)
		if !ok || f.demand(loop, cur) || f.failsOver(loop, call) {
			continue
		}
		how := f.delay(loop, cur)
		if how == "" {
			continue
		}
		message := what + " is called again " + how
		var path []finding.Step
		if via != nil {
			message = what + " is called again by " + f.callee(call).Name() + " " + how
			path = []finding.Step{{Pos: via.Pos(), Message: "called here"}}
		}
		path = append(path, finding.Step{Pos: loop.Node().Pos(), Message: "in this loop"})
		found = append(found, finding.Finding{Pos: call.Pos(), End: call.End(), Severity: finding.Note, Message: message, Path: path})
	}
	return found
}

type finder struct {
	pass    *analysis.Pass
	root    inspector.Cursor
	decls   map[*types.Func]inspector.Cursor
	stated  *resource.Catalogue
	methods map[string]bool
}

func (f *finder) callee(call *ast.CallExpr) *types.Func {
	fn, _ := typeutil.Callee(f.pass.TypesInfo, call).(*types.Func)
	return fn
}

// starts reports whether a call starts a persistent client, and names it. via
// is the call itself if it is one function down.
func (f *finder) starts(call *ast.CallExpr) (what string, via *ast.CallExpr) {
	fn := f.callee(call)
	if fn == nil {
		return "", nil
	}
	if f.isStart(fn) {
		return name(fn), nil
	}
	body, ok := f.decls[fn]
	if !ok || !returnsError(fn) {
		return "", nil
	}
	for cur := range body.Preorder((*ast.CallExpr)(nil), (*ast.FuncLit)(nil), (*ast.ForStmt)(nil), (*ast.RangeStmt)(nil)) {
		inner, ok := cur.Node().(*ast.CallExpr)
		if !ok {
			return "", nil // with loops and literals of its own: not a plain helper
		}
		if fn := f.callee(inner); fn != nil && f.isStart(fn) {
			return name(fn), inner
		}
	}
	return "", nil
}

// isStart looks the function up in the catalogue: a constructor that connects,
// or a method that a client holds nothing without. What shares the connection of
// something else, as a session does, is none.
func (f *finder) isStart(fn *types.Func) bool {
	if m := f.stated.Func(fn); m != nil && m.Acquire != nil {
		switch m.Acquire.Kind {
		case "client", "conn", "session", "pool":
			return m.Acquire.Activate == nil && connects(fn.Name()) && opensSocket(m.Acquire)
		}
		return false
	}
	return fn.Pkg() != nil && f.methods[fn.Pkg().Path()+"."+fn.Name()] && fn.Signature().Recv() != nil
}

// opensSocket: so does what is not said to leave something else behind.
func opensSocket(a *resource.Acquire) bool {
	return len(a.Leaks) == 0 || slices.Contains(a.Leaks, "socket")
}

func connects(name string) bool {
	for _, prefix := range []string{"Dial", "Connect", "Open", "New"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// activations returns the methods that start a client, by package and name.
func activations(stated *resource.Catalogue) map[string]bool {
	all := make(map[string]bool)
	for m := range stated.All() {
		if m.Acquire == nil || m.Acquire.Kind != "client" && m.Acquire.Kind != "conn" {
			continue
		}
		for _, method := range m.Acquire.Activate {
			all[m.Sym.Package+"."+method] = true
		}
	}
	return all
}

func name(fn *types.Func) string {
	if recv := fn.Signature().Recv(); recv != nil {
		return types.TypeString(recv.Type(), func(p *types.Package) string { return p.Name() }) + "." + fn.Name()
	}
	return fn.Pkg().Name() + "." + fn.Name()
}

func returnsError(fn *types.Func) bool {
	results := fn.Signature().Results()
	return results.Len() > 0 && types.Identical(results.At(results.Len()-1).Type(), types.Universe.Lookup("error").Type())
}
