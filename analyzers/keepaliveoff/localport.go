package keepaliveoff

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"net"
	"strconv"

	"golang.org/x/tools/go/ast/inspector"
)

// dialTCP reports net.DialTCP from a constant local port.
func (f *finder) dialTCP() {
	for cur := range f.root.Preorder((*ast.CallExpr)(nil)) {
		call := cur.Node().(*ast.CallExpr)
		if fn := f.callee(call); fn == nil || fn.FullName() != "net.DialTCP" || len(call.Args) != 3 {
			continue
		}
		if port := f.tcpPort(cur, call.Args[1]); port > 0 {
			at, _ := cur.FindNode(call.Args[1])
			f.report(at, fmt.Sprintf("connection is pinned to local port %d: %s", port, onePort))
		}
	}
}

// tcpPort returns the constant port of a *net.TCPAddr, or 0: a literal, the
// result of net.ResolveTCPAddr, or a variable that is assigned once.
func (f *finder) tcpPort(cur inspector.Cursor, e ast.Expr) int {
	switch e := ast.Unparen(e).(type) {
	case *ast.UnaryExpr:
		lit, ok := ast.Unparen(e.X).(*ast.CompositeLit)
		if e.Op != token.AND || !ok || !isNamed(f.pass.TypesInfo.TypeOf(lit), "net", "TCPAddr") {
			return 0
		}
		for _, elt := range lit.Elts {
			kv, ok := elt.(*ast.KeyValueExpr)
			if ok && kv.Key.(*ast.Ident).Name == "Port" {
				return f.port(kv.Value)
			}
		}
	case *ast.CallExpr:
		fn := f.callee(e)
		if fn == nil || fn.FullName() != "net.ResolveTCPAddr" || len(e.Args) != 2 {
			return 0
		}
		addr, _ := f.text(e.Args[1])
		_, service, err := net.SplitHostPort(addr)
		if err != nil {
			return 0
		}
		port, _ := strconv.Atoi(service)
		return port
	case *ast.Ident:
		if v, ok := f.pass.TypesInfo.Uses[e].(*types.Var); ok {
			if value := f.onlyValue(v); value != nil {
				return f.tcpPort(cur, value)
			}
		}
	}
	return 0
}

func (f *finder) port(e ast.Expr) int {
	if v := f.constant(e, constant.Int); v != nil {
		if n, ok := constant.Int64Val(v); ok && n > 0 {
			return int(n)
		}
	}
	return 0
}

// onlyValue returns the expression that v is defined with, if nothing else is
// ever assigned to it.
func (f *finder) onlyValue(v *types.Var) ast.Expr {
	var value ast.Expr
	n := 0
	set := func(lhs, rhs []ast.Expr) {
		for i, e := range lhs {
			if !f.refersTo(e, v) {
				continue
			}
			n++
			if i == 0 || len(lhs) == len(rhs) {
				value = rhs[min(i, len(rhs)-1)]
			}
		}
	}
	for cur := range f.root.Preorder((*ast.AssignStmt)(nil), (*ast.ValueSpec)(nil)) {
		switch s := cur.Node().(type) {
		case *ast.AssignStmt:
			set(s.Lhs, s.Rhs)
		case *ast.ValueSpec:
			for i, name := range s.Names {
				if f.pass.TypesInfo.Defs[name] == v && i < len(s.Values) {
					n++
					value = s.Values[i]
				}
			}
		}
	}
	if n != 1 {
		return nil
	}
	return value
}
