package resource

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"testing"
)

// check type-checks a package of one file, and returns what its names are.
func check(t testing.TB, path, src string) (*types.Package, *types.Info) {
	t.Helper()
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "x.go", src, 0)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{Uses: make(map[*ast.Ident]types.Object), Selections: make(map[*ast.SelectorExpr]*types.Selection)}
	conf := types.Config{Importer: std()}
	pkg, err := conf.Check(path, fset, []*ast.File{f}, info)
	if err != nil {
		t.Fatal(err)
	}
	return pkg, info
}

const generic = `package p

type Base struct{}

func (*Base) Open() error { return nil }

type Pool[T any] struct{ *Base }

func (*Pool[T]) Get() (t T) { return }

func (*Base) Get() {}

type Opener interface{ Open() error }

type Both interface {
	Opener
	Close()
}

type Dial func() error

type Hang func() error

type Alias = Pool[int]

func Free(*Pool[string]) {}

func calls(p *Pool[int], b Both, d Dial, a *Alias) {
	p.Get()
	p.Open()
	p.Base.Get()
	b.Open()
	b.Close()
	a.Get()
	Free(nil)
	interface{ Open() error }(b).Open()
	_ = d()
}
`

func TestCatalogueFunc(t *testing.T) {
	pkg, info := check(t, "example.com/p", generic)
	models, err := ParseModels("f", `
(*example.com/p.Pool).Get exempt
(*example.com/p.Base).Open exempt
(example.com/p.Opener).Open exempt
example.com/p.Free p0=release
(example.com/p.*).Get p0=drain
example.com/p.*() exempt
example.com/p.Dial() acquire=r0 kind=conn
example.com/p.Pool{} kind=pool
example.com/p.Pool owns=Base
`)
	if err != nil {
		t.Fatal(err)
	}
	c := NewCatalogue(models)

	var got []string
	for id, obj := range info.Uses {
		if fn, ok := obj.(*types.Func); ok {
			symbol := "-"
			if m := c.Func(fn); m != nil {
				symbol = m.Symbol
			}
			got = append(got, id.Name+" "+symbol)
		}
	}
	slices.Sort(got)
	want := []string{
		"Close -", // not in the catalogue
		"Free example.com/p.Free",
		"Get (*example.com/p.Pool).Get",
		"Get (example.com/p.*).Get",        // has no line of its own
		"Get (*example.com/p.Pool).Get",    // through an alias
		"Open (*example.com/p.Base).Open",  // promoted
		"Open (example.com/p.Opener).Open", // of the embedded interface
		"Open -",                           // of an interface literal
	}
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}

	lookup := func(name string) *types.Named { return pkg.Scope().Lookup(name).Type().(*types.Named) }
	if m := c.FuncType(lookup("Dial")); m == nil || m.Acquire == nil {
		t.Errorf("FuncType(Dial) = %+v, want the line of its own", m)
	}
	if m := c.FuncType(lookup("Hang")); m == nil || m.Exempt == nil {
		t.Errorf("FuncType(Hang) = %+v, want the line for all", m)
	}
	if m := c.Literal(lookup("Pool")); m == nil || m.Acquire == nil {
		t.Errorf("Literal(Pool) = %+v", m)
	}
	if m := c.Type(lookup("Pool")); m == nil || m.Owns == nil {
		t.Errorf("Type(Pool) = %+v", m)
	}
	if m := c.Literal(nil); m != nil {
		t.Errorf("Literal(nil) = %+v", m)
	}
	if m := c.Func(types.Universe.Lookup("error").Type().Underlying().(*types.Interface).Method(0)); m != nil {
		t.Errorf("Func(error.Error) = %+v", m)
	}
}

func TestCatalogueWith(t *testing.T) {
	parse := func(file, text string) []*Model {
		ms, err := ParseModels(file, text)
		if err != nil {
			t.Fatal(err)
		}
		return ms
	}
	base := NewCatalogue(parse("base", "a.F exempt\na.G exempt"))
	mine := base.With(parse("mine", "a.F p0=release\nb.F exempt"))

	for _, test := range []struct {
		c            *Catalogue
		symbol, file string
	}{
		{base, "a.F", "base"}, {base, "a.G", "base"}, {base, "b.F", ""},
		{mine, "a.F", "mine"}, {mine, "a.G", "base"}, {mine, "b.F", "mine"},
	} {
		m, err := test.c.Lookup(test.symbol)
		if (err == nil) != (test.file != "") || m != nil && m.File != test.file {
			t.Errorf("%s: got %+v, %v; want one from %q", test.symbol, m, err, test.file)
		}
	}
	if got := mine.Packages(); !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("Packages() = %q", got)
	}
	if base.Has("b") || !mine.Has("b") {
		t.Error("With changed the catalogue that it extends")
	}
	if base.With(nil) != base {
		t.Error("With(nil) is another catalogue")
	}
}

// TestBuiltin parses every embedded file.
func TestBuiltin(t *testing.T) {
	n := 0
	for file, text := range modelTexts() {
		models, err := ParseModels(file, text)
		if err != nil {
			t.Error(err)
		}
		n += len(models)
		for _, m := range models {
			if m.Module == "" {
				t.Errorf("%s:%d: %s stands before any module line", m.File, m.Line, m.Symbol)
			}
		}
	}
	if t.Failed() {
		return // All would panic
	}
	if got := len(slices.Collect(Builtin().All())); got != n {
		t.Errorf("%d lines, but %d symbols: a symbol stands in two files", n, got)
	}
	for m := range Builtin().All() {
		if found, err := Builtin().Lookup(m.Symbol); err != nil || found != m {
			t.Errorf("Lookup(%s) = %v, %v", m.Symbol, found, err)
		}
	}
}

// BenchmarkBuiltin measures what every process pays: the index, without the
// lines of any package.
func BenchmarkBuiltin(b *testing.B) {
	for b.Loop() {
		c := &Catalogue{packages: make(map[string]*entry)}
		for file, text := range modelTexts() {
			lines, _ := scan(file, text)
			for i := range lines {
				c.entry(lines[i].packagePath())
			}
		}
	}
}

// BenchmarkFunc measures the two lookups: of a call into a package that the
// catalogue knows, and of one that it does not.
func BenchmarkFunc(b *testing.B) {
	_, info := check(b, "p", `package p; import ("net/http"; "strings"); var c http.Client; var _, _ = c.Do(nil); var _ = strings.ToUpper("")`)
	for id, obj := range info.Uses {
		if fn, ok := obj.(*types.Func); ok {
			b.Run(id.Name, func(b *testing.B) {
				for b.Loop() {
					Builtin().Func(fn)
				}
			})
		}
	}
}
