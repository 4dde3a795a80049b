package resource

import (
	"cmp"
	"embed"
	"fmt"
	"go/types"
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"
)

//go:embed models/*.txt
var modelFiles embed.FS

// A Catalogue finds the Model of a symbol. It is immutable.
type Catalogue struct {
	// Most calls are of functions in packages that the catalogue does not
	// mention, so the package path comes first: they cost one map access.
	packages map[string]map[key]*Model
}

// A key is a symbol within its package.
type key struct {
	recv, name string
	form       Form
	owner      bool // the model says what a type owns
}

// Builtin returns the catalogue that is part of the program.
func Builtin() *Catalogue { return builtin() }

var builtin = sync.OnceValue(func() *Catalogue {
	models, err := builtinModels()
	if err != nil {
		panic(err) // a test parses every file
	}
	return NewCatalogue(models)
})

// builtinModels parses the embedded files, in the order of their names.
func builtinModels() ([]*Model, error) {
	entries, err := modelFiles.ReadDir("models")
	if err != nil {
		return nil, err
	}
	var models []*Model
	for _, e := range entries {
		file := "models/" + e.Name()
		text, err := modelFiles.ReadFile(file)
		if err != nil {
			return nil, err
		}
		ms, err := ParseModels(file, string(text))
		if err != nil {
			return nil, err
		}
		models = append(models, ms...)
	}
	return models, nil
}

// NewCatalogue returns a catalogue of the models. Of two models of one symbol
// the later holds.
func NewCatalogue(models []*Model) *Catalogue {
	c := &Catalogue{packages: make(map[string]map[key]*Model)}
	for _, m := range models {
		c.add(m)
	}
	return c
}

// With returns a catalogue in which the models take precedence over those of c.
func (c *Catalogue) With(models []*Model) *Catalogue {
	if len(models) == 0 {
		return c
	}
	merged := &Catalogue{packages: maps.Clone(c.packages)}
	for _, m := range models {
		merged.packages[m.Sym.Package] = maps.Clone(c.packages[m.Sym.Package])
	}
	for _, m := range models {
		merged.add(m)
	}
	return merged
}

func (c *Catalogue) add(m *Model) {
	pkg := c.packages[m.Sym.Package]
	if pkg == nil {
		pkg = make(map[key]*Model)
		c.packages[m.Sym.Package] = pkg
	}
	pkg[keyOf(m)] = m
}

func keyOf(m *Model) key {
	return key{recv: m.Sym.Recv, name: m.Sym.Name, form: m.Sym.Form, owner: m.Owns != nil}
}

// Func returns the model of a function, a method or an interface method; nil if
// there is none. The function is the one that the type checker reports for a
// call: a promoted method is that of the embedded type.
func (c *Catalogue) Func(fn *types.Func) *Model {
	if fn == nil || fn.Pkg() == nil {
		return nil
	}
	pkg := c.packages[fn.Pkg().Path()]
	if pkg == nil {
		return nil
	}
	recv := fn.Signature().Recv()
	if recv == nil {
		return pkg[key{name: fn.Name()}]
	}
	named := receiverType(recv.Type())
	if named == nil {
		return nil // a method of an interface literal
	}
	k := key{recv: named.Obj().Name(), name: fn.Name(), form: Method}
	if m := pkg[k]; m != nil {
		return m
	}
	k.recv = "*"
	return pkg[k]
}

// Literal returns the model of a composite literal, new or zero variable of a
// type; nil if there is none.
func (c *Catalogue) Literal(named *types.Named) *Model { return c.ofType(named, Literal, false) }

// FuncType returns the model of a call of a value of a named func type; nil if
// there is none.
func (c *Catalogue) FuncType(named *types.Named) *Model { return c.ofType(named, FuncType, false) }

// Type returns the model that says which of its fields a type owns; nil if there
// is none.
func (c *Catalogue) Type(named *types.Named) *Model { return c.ofType(named, Func, true) }

func (c *Catalogue) ofType(named *types.Named, form Form, owner bool) *Model {
	if named == nil || named.Obj().Pkg() == nil {
		return nil
	}
	pkg := c.packages[named.Obj().Pkg().Path()]
	if pkg == nil {
		return nil
	}
	k := key{name: named.Obj().Name(), form: form, owner: owner}
	if m := pkg[k]; m != nil || form != FuncType {
		return m
	}
	k.name = "*"
	return pkg[k]
}

// Has reports whether the catalogue knows anything of a package.
func (c *Catalogue) Has(path string) bool { return c.packages[path] != nil }

// Packages returns the import paths of the packages that the catalogue knows,
// sorted.
func (c *Catalogue) Packages() []string { return slices.Sorted(maps.Keys(c.packages)) }

// All returns the models, ordered by file and line.
func (c *Catalogue) All() iter.Seq[*Model] {
	var all []*Model
	for _, pkg := range c.packages {
		all = slices.AppendSeq(all, maps.Values(pkg))
	}
	slices.SortFunc(all, compareModels)
	return slices.Values(all)
}

// Lookup returns the model of a symbol as it is written in the catalogue.
func (c *Catalogue) Lookup(symbol string) (*Model, error) {
	sym, err := ParseSymbol(symbol)
	if err != nil {
		return nil, err
	}
	pkg := c.packages[sym.Package]
	k := key{recv: sym.Recv, name: sym.Name, form: sym.Form}
	if m := pkg[k]; m != nil {
		return m, nil
	}
	k.owner = true
	if m := pkg[k]; m != nil {
		return m, nil
	}
	return nil, fmt.Errorf("%s: not in the catalogue", symbol)
}

func receiverType(t types.Type) *types.Named {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	named, _ := types.Unalias(t).(*types.Named)
	return named
}

func compareModels(a, b *Model) int {
	return cmp.Or(strings.Compare(a.File, b.File), a.Line-b.Line)
}
