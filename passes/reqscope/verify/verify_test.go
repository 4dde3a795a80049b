package verify

import (
	"fmt"
	"go/types"
	"strings"
	"testing"

	"github.com/connlint/connlint/passes/reqscope"
)

// unverified are the modules that the module proxy does not serve: their rows
// were checked against a source snapshot of the commit in the row's version.
var unverified = map[string]string{
	"github.com/99designs/gqlgen/graphql":  "v0.17.94+git.b28d97d6dc6b",
	"github.com/RichardKnop/machinery/v2":  "v2.0.16+git.26dbe0308408",
	"github.com/beego/beego/v2/server/web": "v2.3.10+git.939cfde3",
	"github.com/philippseith/signalr":      "v0.11.0+git.f2830bda985f",
}

// TestRows resolves every row in the real package, at the version that it
// names.
func TestRows(t *testing.T) {
	pkgs := load(t)
	checked := 0
	for _, r := range reqscope.Rows() {
		if v, ok := unverified[r.Pkg()]; ok {
			if r.Verified != v {
				t.Errorf("%s:%d: %s is verified=%s, the snapshot was %s", r.File, r.Line, r.Symbol, r.Verified, v)
			}
			continue
		}
		pkg := pkgs[r.Pkg()]
		if pkg == nil {
			t.Errorf("%s:%d: %s: no such package", r.File, r.Line, r.Pkg())
			continue
		}
		if got := pkg.Version; got != r.Verified {
			t.Errorf("%s:%d: %s says verified=%s, go.mod requires %s", r.File, r.Line, r.Symbol, r.Verified, got)
		}
		if err := check(r, pkg.Package); err != nil {
			t.Errorf("%s:%d: %v", r.File, r.Line, err)
		}
		checked++
	}
	t.Logf("%d rows checked; not: those of %d packages", checked, len(unverified))
}

// A wrong row is found to be wrong.
func TestWrongRows(t *testing.T) {
	pkgs := load(t)
	for _, r := range []reqscope.Row{
		{Kind: "functype", Symbol: "net/http.Handler"},
		{Kind: "functype", Symbol: "net/http.NoSuch"},
		{Kind: "iface", Symbol: "(net/http.Handler).ServeFTP"},
		{Kind: "reg", Symbol: "net/http.HandleFunc", Param: 0},
		{Kind: "reg", Symbol: "net/http.HandleFunc", Param: 2},
		{Kind: "reg", Symbol: "(net/http.ServeMux).HandleFunc", Param: 1},
		{Kind: "loop", Symbol: "(*net/http.ServeMux).Next"},
		{Kind: "field", Symbol: "net/http.Server.Addr"},
		{Kind: "base", Symbol: "net/http.Get"},
	} {
		if check(&r, pkgs["net/http"].Package) == nil {
			t.Errorf("%s %s p%d: should not resolve", r.Kind, r.Symbol, r.Param)
		}
	}
}

var loaded map[string]*Package

// load type-checks the packages of all rows, once.
func load(t *testing.T) map[string]*Package {
	if loaded != nil {
		return loaded
	}
	var paths []string
	seen := make(map[string]bool)
	for _, r := range reqscope.Rows() {
		if path := r.Pkg(); !seen[path] && unverified[path] == "" {
			seen[path] = true
			paths = append(paths, path)
		}
	}
	var err error
	if loaded, err = Load(paths); err != nil {
		t.Fatal(err)
	}
	return loaded
}

func check(r *reqscope.Row, pkg *types.Package) error {
	path := r.Path()
	obj := pkg.Scope().Lookup(path[0])
	if obj == nil {
		return fmt.Errorf("%s: the package has no %s", r.Symbol, path[0])
	}
	switch r.Kind {
	case "functype":
		if _, ok := obj.Type().Underlying().(*types.Signature); !ok || !isType(obj) {
			return fmt.Errorf("%s is not a func type", r.Symbol)
		}
	case "base", "param":
		if !isType(obj) {
			return fmt.Errorf("%s is not a type", r.Symbol)
		}
	case "field":
		f, _, _ := types.LookupFieldOrMethod(obj.Type(), true, pkg, path[1])
		if v, ok := f.(*types.Var); !ok || !runs(v.Type()) {
			return fmt.Errorf("%s is not a field that holds a function", r.Symbol)
		}
	case "shape":
		if len(path) == 1 {
			return nil
		}
		fallthrough
	default:
		return checkFunc(r, obj, pkg)
	}
	return nil
}

func checkFunc(r *reqscope.Row, obj types.Object, pkg *types.Package) error {
	if path := r.Path(); len(path) == 2 {
		obj, _, _ = types.LookupFieldOrMethod(obj.Type(), true, pkg, path[1])
	}
	fn, ok := obj.(*types.Func)
	if !ok {
		return fmt.Errorf("%s is not a function", r.Symbol)
	}
	if r.Kind == "iface" || r.Kind == "shape" {
		return nil
	}
	if fn.FullName() != r.Symbol {
		return fmt.Errorf("%s: go/types calls it %s", r.Symbol, fn.FullName())
	}
	if r.Kind == "loop" {
		return nil
	}
	params := fn.Signature().Params()
	if r.Param >= params.Len() {
		return fmt.Errorf("%s has %d parameters, none of them p%d", r.Symbol, params.Len(), r.Param)
	}
	p := params.At(r.Param).Type()
	if r.Rest {
		s, ok := p.(*types.Slice)
		if !ok || !fn.Signature().Variadic() {
			if r.Param != params.Len()-2 { // handler any, handlers ...any
				return fmt.Errorf("%s: p%d... is not variadic", r.Symbol, r.Param)
			}
		} else {
			p = s.Elem()
		}
	}
	if !runs(p) {
		return fmt.Errorf("%s: p%d is %s, which holds no function", r.Symbol, r.Param, p)
	}
	return nil
}

func isType(obj types.Object) bool { _, ok := obj.(*types.TypeName); return ok }

// runs reports whether a value of the type can be or hold a function to run.
func runs(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Signature, *types.Interface:
		return true
	case *types.Map:
		return runs(u.Elem())
	case *types.Struct:
		for f := range u.Fields() {
			if runs(f.Type()) && !strings.HasPrefix(f.Name(), "_") {
				return true
			}
		}
	}
	return false
}
