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

// A Catalogue finds the Model of a symbol. It is immutable, and safe for
// concurrent use.
type Catalogue struct {
	// Most calls are of functions in packages that the catalogue does not
	// mention, so the package path comes first: they cost one map access.
	packages map[string]*entry

	// majors is majorIndex, computed when a path is not in packages.
	majors func() map[string]string
}

// An entry is what is known of one package. Its lines are parsed when the first
// call of the package is seen: a program uses few of the packages that the
// catalogue knows, and under go vet every package is a process of its own.
type entry struct {
	lines  []line
	once   sync.Once
	models map[key]*Model
	roles  map[string]role // by the name of a method
}

// A key is a symbol within its package.
type key struct {
	recv, name string
	form       Form
	owner      bool // the model says what a type owns
}

func (e *entry) get(k key) *Model {
	if e == nil {
		return nil
	}
	e.once.Do(e.parse)
	return e.models[k]
}

func (e *entry) parse() {
	if e.models == nil {
		e.models = make(map[key]*Model, len(e.lines))
	}
	for i := range e.lines {
		m, err := e.lines[i].parse()
		if err != nil {
			panic(err) // a test parses every line
		}
		e.models[keyOf(m)] = m
	}
	e.roles = rolesOf(e.models)
}

// Builtin returns the catalogue that is part of the program.
func Builtin() *Catalogue { return builtin() }

var builtin = sync.OnceValue(func() *Catalogue {
	c := newCatalogue(0)
	for file, text := range modelTexts() {
		lines, wrong := scan(file, text)
		if wrong != nil {
			panic(joinErrors(wrong))
		}
		for _, l := range lines {
			e := c.entry(l.packagePath())
			e.lines = append(e.lines, l)
		}
	}
	return c
})

// modelTexts yields the embedded files, in the order of their names.
func modelTexts() iter.Seq2[string, string] {
	return func(yield func(file, text string) bool) {
		files, err := modelFiles.ReadDir("models")
		if err != nil {
			panic(err) // they are embedded
		}
		for _, f := range files {
			file := "models/" + f.Name()
			text, err := modelFiles.ReadFile(file)
			if err != nil {
				panic(err)
			}
			if !yield(file, string(text)) {
				return
			}
		}
	}
}

// NewCatalogue returns a catalogue of the models. Of two models of one symbol
// the later holds.
func NewCatalogue(models []*Model) *Catalogue {
	return (&Catalogue{}).With(models)
}

// With returns a catalogue in which the models take precedence over those of c.
func (c *Catalogue) With(models []*Model) *Catalogue {
	if len(models) == 0 {
		return c
	}
	merged := newCatalogue(len(c.packages))
	maps.Copy(merged.packages, c.packages)
	for _, m := range models {
		path := m.Sym.Package
		if merged.packages[path] == c.packages[path] {
			known := make(map[key]*Model)
			if old := c.packages[path]; old != nil {
				old.once.Do(old.parse)
				maps.Copy(known, old.models)
			}
			merged.packages[path] = &entry{models: known}
		}
		merged.packages[path].models[keyOf(m)] = m
	}
	return merged
}

func newCatalogue(size int) *Catalogue {
	c := &Catalogue{packages: make(map[string]*entry, size)}
	c.majors = sync.OnceValue(c.majorIndex)
	return c
}

func (c *Catalogue) entry(path string) *entry {
	e := c.packages[path]
	if e == nil {
		e = new(entry)
		c.packages[path] = e
	}
	return e
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
	pkg := c.find(fn.Pkg().Path())
	if pkg == nil {
		return nil
	}
	recv := fn.Signature().Recv()
	if recv == nil {
		return pkg.get(key{name: fn.Name()})
	}
	named := receiverType(recv.Type())
	if named == nil {
		return nil // a method of an interface literal
	}
	k := key{recv: named.Obj().Name(), name: fn.Name(), form: Method}
	if m := pkg.get(k); m != nil {
		return m
	}
	k.recv = "*"
	return pkg.get(k)
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
	pkg := c.find(named.Obj().Pkg().Path())
	if pkg == nil {
		return nil
	}
	k := key{name: named.Obj().Name(), form: form, owner: owner}
	if m := pkg.get(k); m != nil || form != FuncType {
		return m
	}
	k.name = "*"
	return pkg.get(k)
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
		pkg.once.Do(pkg.parse)
		all = slices.AppendSeq(all, maps.Values(pkg.models))
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
	if m := pkg.get(k); m != nil {
		return m, nil
	}
	k.owner = true
	if m := pkg.get(k); m != nil {
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
