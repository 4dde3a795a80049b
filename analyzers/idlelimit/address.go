package idlelimit

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"maps"
	"regexp"

	"golang.org/x/tools/go/ast/inspector"
)

// varying are variables that may hold, or begin with, another host in each round
// of a loop: its own, and what is made from them.
type varying map[types.Object]bool

// varying returns those of a loop, as the function sees them that a goroutine
// started in it runs.
func (f *finder) varying(loop, at, body inspector.Cursor) varying {
	hosts := varying{}
	if r, ok := loop.Node().(*ast.RangeStmt); ok {
		f.mark(r.Key, hosts)
		f.mark(r.Value, hosts)
	}
	f.spread(loop, hosts)
	if start, ok := at.Node().(*ast.GoStmt); ok {
		return f.given(body, start.Call, hosts)
	}
	return hosts
}

// given adds the parameters of a function to which a call gives another host each
// time.
func (f *finder) given(fn inspector.Cursor, call *ast.CallExpr, hosts varying) varying {
	hosts = maps.Clone(hosts)
	var params *ast.FieldList
	switch n := fn.Node().(type) {
	case *ast.FuncLit:
		params = n.Type.Params
	case *ast.FuncDecl:
		params = n.Type.Params
		sel, isMethod := ast.Unparen(call.Fun).(*ast.SelectorExpr)
		if n.Recv != nil && len(n.Recv.List[0].Names) > 0 && isMethod && f.varies(sel.X, hosts) {
			f.mark(n.Recv.List[0].Names[0], hosts)
		}
	}
	i := 0
	for _, field := range params.List {
		for _, name := range field.Names {
			if i < len(call.Args) && f.varies(call.Args[i], hosts) {
				f.mark(name, hosts)
			}
			i++
		}
		if len(field.Names) == 0 {
			i++
		}
	}
	return hosts
}

// spread adds the variables that are made from others, to a fixed point.
func (f *finder) spread(body inspector.Cursor, hosts varying) {
	for before := -1; before < len(hosts); {
		before = len(hosts)
		for cur := range body.Preorder((*ast.AssignStmt)(nil), (*ast.ValueSpec)(nil), (*ast.RangeStmt)(nil)) {
			switch n := cur.Node().(type) {
			case *ast.AssignStmt:
				for i, lhs := range n.Lhs {
					if f.varies(n.Rhs[min(i, len(n.Rhs)-1)], hosts) {
						f.mark(lhs, hosts)
					}
				}
			case *ast.ValueSpec:
				for i, name := range n.Names {
					if len(n.Values) > 0 && f.varies(n.Values[min(i, len(n.Values)-1)], hosts) {
						f.mark(name, hosts)
					}
				}
			case *ast.RangeStmt:
				if f.varies(n.X, hosts) {
					f.mark(n.Key, hosts)
					f.mark(n.Value, hosts)
				}
			}
		}
	}
}

// mark adds the variable of x, x.f or x[i].
func (f *finder) mark(e ast.Expr, hosts varying) {
	for e != nil {
		switch x := ast.Unparen(e).(type) {
		case *ast.SelectorExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.Ident:
			if obj := f.pass.TypesInfo.ObjectOf(x); obj != nil && x.Name != "_" {
				hosts[obj] = true
			}
			return
		default:
			return
		}
	}
}

// varies reports whether what e begins with, as an address does with its host, may
// be another in each round. A call is not seen through: it may make the host of any
// of its arguments.
func (f *finder) varies(e ast.Expr, hosts varying) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return hosts[f.pass.TypesInfo.ObjectOf(e)]
	case *ast.SelectorExpr:
		return f.varies(e.X, hosts)
	case *ast.IndexExpr:
		return f.varies(e.X, hosts) || f.varies(e.Index, hosts)
	case *ast.SliceExpr:
		return f.varies(e.X, hosts)
	case *ast.StarExpr:
		return f.varies(e.X, hosts)
	case *ast.UnaryExpr:
		return f.varies(e.X, hosts)
	case *ast.TypeAssertExpr:
		return f.varies(e.X, hosts)
	case *ast.KeyValueExpr:
		return f.varies(e.Value, hosts)
	case *ast.BinaryExpr:
		if start, ok := f.text(e.X); ok {
			return !withHost.MatchString(start) && f.varies(e.Y, hosts)
		}
		return e.Op == token.ADD && f.varies(e.X, hosts)
	case *ast.CompositeLit:
		return f.anyVaries(e.Elts, hosts)
	case *ast.CallExpr:
		return f.callVaries(e, hosts)
	}
	return false
}

func (f *finder) callVaries(call *ast.CallExpr, hosts varying) bool {
	args := call.Args
	if fn := f.callee(call); fn != nil && len(args) > 0 {
		switch fn.FullName() {
		case "fmt.Sprintf":
			if format, ok := f.text(args[0]); ok {
				if withHost.MatchString(format) {
					return false
				}
				args = args[1:min(2, len(args))]
			}
		case "net/http.NewRequest":
			args = args[1:2]
		case "net/http.NewRequestWithContext":
			args = args[2:3]
		}
	}
	sel, isMethod := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	return f.anyVaries(args, hosts) || isMethod && f.varies(sel.X, hosts)
}

func (f *finder) anyVaries(es []ast.Expr, hosts varying) bool {
	for _, e := range es {
		if f.varies(e, hosts) {
			return true
		}
	}
	return false
}

// withHost matches text that begins an address and goes on behind its host.
var withHost = regexp.MustCompile(`^\w+://[^/%]+/`)

// text returns the value of a constant string.
func (f *finder) text(e ast.Expr) (string, bool) {
	v := f.pass.TypesInfo.Types[e].Value
	if v == nil || v.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(v), true
}
