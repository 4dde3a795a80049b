package clientchurn

import (
	_ "embed"
	"go/ast"
	"go/token"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/connlint/connlint/passes/churn"
	"github.com/connlint/connlint/passes/finding"
	"github.com/connlint/connlint/passes/obligation"
	"github.com/connlint/connlint/passes/reqscope"
)

//go:embed doc.go
var doc string

// Analyzer is the rule clientchurn.
var Analyzer = finding.NewAnalyzer(doc, find, churn.Analyzer, reqscope.Analyzer, obligation.Analyzer, inspect.Analyzer)

// A place is a construction, with what is around it.
type place struct {
	*churn.Made
	cur   inspector.Cursor
	scope *reqscope.Scope // nil if it is not known to run per request
	loop  bool
	fn    ast.Node
}

func find(pass *analysis.Pass) []finding.Finding {
	made := churn.Of(pass)
	root := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
	scopes := reqscope.Of(pass)
	cli := commandLine(pass)
	var found []finding.Finding
	seen := make(map[token.Pos]bool)
	for _, m := range made.Made {
		cur, ok := root.FindByPos(m.Pos, m.Pos)
		if !ok || !m.Dropped() || m.Use.Has(churn.Disables) || leaks(pass, m.Pos) {
			continue
		}
		p := place{Made: m, cur: construction(cur)}
		p.setting(cur, scopes)
		how := p.how(cli || scopes.Once(p.fn))
		if how == "" {
			continue
		}
		f := p.finding(pass, root, how)
		if !seen[f.Pos] {
			seen[f.Pos] = true
			found = append(found, f)
		}
	}
	return append(found, drops(pass, root, made, scopes)...)
}

// leaks reports whether the construction at a position is reported as a leak,
// which says more.
func leaks(pass *analysis.Pass, pos token.Pos) bool {
	for _, l := range obligation.Of(pass, "clientleak") {
		if l.Pos <= pos && pos < l.End {
			return true
		}
	}
	return false
}

func (p *place) setting(cur inspector.Cursor, scopes *reqscope.Result) {
	if s, ok := scopes.At(cur); ok && s.Sure >= reqscope.Medium {
		p.scope = s
	}
	p.fn, p.loop = around(cur)
}

// how says how often the pool is made, if that is too often, and otherwise "".
func (p *place) how(once bool) string {
	perRequest := p.scope != nil
	switch {
	case p.Client:
		if !perRequest {
			return ""
		}
	case p.http() && p.Leaks:
		if !p.Use.Has(churn.Sends) || p.Use.Has(churn.Releases) {
			return ""
		}
		if !perRequest && !p.loop && (once || setsUp(p.fn)) {
			return ""
		}
	case !perRequest || !p.Use.Has(churn.Releases) && !p.NoRelease:
		return "" // what is not released is a leak, which another rule reports
	}
	switch {
	case perRequest && p.scope.Per == "tick":
		return "on each tick (" + p.scope.What + ")"
	case perRequest:
		return "for each " + p.scope.Per + " (" + p.scope.What + ")"
	case p.loop:
		return "in each iteration of the loop"
	}
	return "on each call of " + funcName(p.fn)
}

// http reports whether it is a transport, or a client with one.
func (p *place) http() bool { return p.Kind == "transport" || p.Kind == "httpclient" }

// around returns the function around a place, and whether there is a loop
// between the two.
func around(cur inspector.Cursor) (fn ast.Node, loop bool) {
	for c := cur; c.Node() != nil; c = c.Parent() {
		switch n := c.Node().(type) {
		case *ast.FuncDecl, *ast.FuncLit:
			return n, loop
		case *ast.BlockStmt:
			switch c.Parent().Node().(type) {
			case *ast.ForStmt, *ast.RangeStmt:
				loop = loop || !reqscope.EndsLoop(n)
			}
		}
	}
	return nil, loop
}

func funcName(fn ast.Node) string {
	if decl, ok := fn.(*ast.FuncDecl); ok {
		return decl.Name.Name
	}
	return "this function"
}

// setsUp reports whether a function that nobody is seen to call per request is
// one that a program calls when it starts.
func setsUp(fn ast.Node) bool {
	decl, ok := fn.(*ast.FuncDecl)
	if !ok {
		return fn == nil
	}
	name := strings.ToLower(decl.Name.Name)
	for _, prefix := range []string{"new", "init", "setup", "start", "run", "main", "must", "configure", "register", "bootstrap", "provide", "provision"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// commandLine reports whether the package is a program, or has the commands of
// one: its functions mostly run once.
func commandLine(pass *analysis.Pass) bool {
	if pass.Pkg.Name() == "main" {
		return true
	}
	for _, imp := range pass.Pkg.Imports() {
		switch imp.Path() {
		case "github.com/spf13/cobra", "github.com/urfave/cli", "github.com/urfave/cli/v2", "github.com/urfave/cli/v3", "github.com/alecthomas/kong", "github.com/alecthomas/kingpin/v2":
			return true
		}
	}
	return false
}
