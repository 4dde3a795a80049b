package mutation

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/connlint/connlint/passes/resource"
)

// resources finds the variables of a function that are assigned what a call
// acquires. acquires says it of the functions of the tree.
func resources(pkg *packages.Package, decl *ast.FuncDecl, acquires func(*types.Func) bool) map[*types.Var]*held {
	found := make(map[*types.Var]*held)
	assigned := func(lhs []ast.Expr, call *ast.CallExpr) {
		for i, l := range lhs {
			id, ok := l.(*ast.Ident)
			if !ok {
				continue
			}
			v, _ := pkg.TypesInfo.ObjectOf(id).(*types.Var)
			if v == nil || v.Parent() == nil || v.Parent() == pkg.Types.Scope() {
				continue
			}
			h := acquired(pkg, call, i, v, acquires)
			if h == nil {
				continue
			}
			if old := found[v]; old != nil {
				h = old
			}
			h.lines = append(h.lines, pkg.Fset.PositionFor(call.Pos(), false).Line, pkg.Fset.PositionFor(call.Rparen, false).Line)
			h.calls = append(h.calls, call)
			if last, ok := lhs[len(lhs)-1].(*ast.Ident); ok && len(lhs) > 1 {
				h.err, _ = pkg.TypesInfo.ObjectOf(last).(*types.Var)
			}
			found[v] = h
		}
	}
	ast.Inspect(decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if len(n.Rhs) == 1 && (n.Tok == token.DEFINE || n.Tok == token.ASSIGN) {
				if call, ok := ast.Unparen(n.Rhs[0]).(*ast.CallExpr); ok {
					assigned(n.Lhs, call)
				}
			}
		case *ast.ValueSpec:
			if len(n.Values) == 1 {
				if call, ok := ast.Unparen(n.Values[0]).(*ast.CallExpr); ok {
					var lhs []ast.Expr
					for _, id := range n.Names {
						lhs = append(lhs, id)
					}
					assigned(lhs, call)
				}
			}
		}
		return true
	})
	return found
}

// acquired says what result i of a call holds; nil if it holds nothing that is
// known.
func acquired(pkg *packages.Package, call *ast.CallExpr, i int, v *types.Var, acquires func(*types.Func) bool) *held {
	fn, _ := typeutil.Callee(pkg.TypesInfo, call).(*types.Func)
	if fn == nil {
		return nil
	}
	h := &held{v: v, ends: make(map[string]bool), done: make(map[string]bool)}
	var release, done []string
	switch m := resource.Builtin().Func(fn.Origin()); {
	case m != nil:
		a := m.Acquire
		if a == nil || a.Result != i || a.Parent || a.OnErr == "maybe" || a.Activate != nil {
			return nil
		}
		h.kind, release, done = a.Kind, a.Release, a.Done
		h.body = len(a.Path) == 1 && a.Path[0] == "Body"
	case acquires(fn):
		h.kind = kindOf(v.Type())
		h.body = h.kind == "body"
	}
	k := resource.Kinds[h.kind]
	if k == nil || !leakRules[k.Rule] {
		return nil
	}
	if release == nil {
		release = k.Release
	}
	if h.kind == "rows" {
		done = []string{"Next"}
	}
	for _, r := range release {
		h.ends[r] = true
	}
	for _, d := range done {
		h.done[d] = true
	}
	h.rule = k.Rule
	return h
}

var leakRules = map[string]bool{"bodyleak": true, "connleak": true, "sqlleak": true, "clientleak": true}

// Covers reports whether mutants are made for a rule.
func Covers(rule string) bool { return leakRules[rule] }

// kindOf tells the kind of what a function of the tree returns by its type.
func kindOf(t types.Type) string {
	return map[string]string{
		"*net/http.Response":                 "body",
		"net.Conn":                           "conn",
		"*net.TCPConn":                       "conn",
		"*net.UDPConn":                       "conn",
		"*net.UnixConn":                      "conn",
		"*crypto/tls.Conn":                   "conn",
		"net.Listener":                       "listener",
		"*database/sql.Rows":                 "rows",
		"*database/sql.Stmt":                 "stmt",
		"*database/sql.Conn":                 "sqlconn",
		"*database/sql.Tx":                   "tx",
		"*database/sql.DB":                   "pool",
		"*google.golang.org/grpc.ClientConn": "client",
	}[types.TypeString(t, nil)]
}

// acquires reports whether a function of the tree acquires something itself or by
// another function of the tree: one that returns what it finds in a field does
// not.
func (t *tree) acquires(fn *types.Func, depth int) (found bool) {
	d, ok := t.decls[fn.Origin().FullName()]
	if !ok || d.decl.Body == nil || depth > 4 {
		return false
	}
	ast.Inspect(d.decl.Body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || found {
			return !found
		}
		callee, _ := typeutil.Callee(d.info, call).(*types.Func)
		if callee == nil {
			return true
		}
		if m := resource.Builtin().Func(callee.Origin()); m != nil {
			found = m.Acquire != nil && resource.Kinds[m.Acquire.Kind] != nil && leakRules[resource.Kinds[m.Acquire.Kind].Rule]
			return true
		}
		roundTrip := callee.Signature().Recv() != nil && types.IsInterface(callee.Signature().Recv().Type()) && (callee.Name() == "Do" || callee.Name() == "RoundTrip")
		found = roundTrip || callee != fn && t.acquires(callee, depth+1)
		return true
	})
	return found
}

// standard reports whether a package belongs to the standard library.
func standard(p *types.Package) bool {
	if p == nil {
		return true
	}
	first, _, _ := strings.Cut(p.Path(), "/")
	return !strings.Contains(first, ".")
}
