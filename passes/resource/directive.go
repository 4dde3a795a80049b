package resource

import (
	"errors"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// A Mistake is a directive that is wrong.
type Mistake struct {
	Pos, End token.Pos
	Message  string
}

// Directives returns what the files of a package say of their own declarations,
// in comments that say the same as lines of the catalogue:
//
//	//connlint:acquires r0 kind=client release=Stop
//	func Dial(url string) (*Client, error)
//
//	//connlint:releases c
//	func closeQuietly(c io.Closer)
//
//	//connlint:owns c
//	func (p *Pool) Put(c net.Conn) // takes it over
//
//	type Client struct {
//		conn net.Conn //connlint:owns
//	}
//
// The words after acquires are a result, by name or as r0, with the field to
// release if it is not the result itself; it may be left out if there is but one
// result that is no error. Then attributes follow, as in the catalogue (see
// Model). After releases and owns come the names of parameters or of the
// receiver, or p0, p1, …, recv; "releases c on-error" says when.
//
// The comments stand in the documentation of functions, methods, methods of
// interfaces, func types (acquires: calls of their values) and struct types
// (acquires: their composite literals; owns: the fields named). Several about one
// declaration are one model.
//
// With pkg, the type-checked package, the models are checked against it.
func Directives(fset *token.FileSet, pkgPath string, pkg *types.Package, files []*ast.File) ([]*Model, []Mistake) {
	d := &directives{fset: fset, path: pkgPath, pkg: pkg, seen: make(map[*ast.Comment]bool)}
	for _, f := range files {
		if !slices.ContainsFunc(f.Comments, mentions) {
			continue
		}
		for _, decl := range f.Decls {
			switch decl := decl.(type) {
			case *ast.FuncDecl:
				d.function(decl)
			case *ast.GenDecl:
				d.types(decl)
			}
		}
		d.strays(f)
	}
	slices.SortFunc(d.mistakes, func(a, b Mistake) int { return int(a.Pos - b.Pos) })
	return d.models, d.mistakes
}

type directives struct {
	fset     *token.FileSet
	path     string
	pkg      *types.Package
	seen     map[*ast.Comment]bool // those that stand in a place for directives
	models   []*Model
	mistakes []Mistake
}

// A directive is one comment.
type directive struct {
	comment *ast.Comment
	verb    string // acquires, releases, owns
	words   []string
}

// parseDirective parses a comment; ok is false if it is no directive of ours.
func parseDirective(c *ast.Comment) (d directive, ok bool) {
	text, ok := strings.CutPrefix(c.Text, "//connlint:")
	if !ok {
		return d, false
	}
	text, _, _ = strings.Cut(text, "//") // why
	words := strings.Fields(text)
	if len(words) == 0 {
		return d, false
	}
	// What is ignored is the business of those who report.
	return directive{c, words[0], words[1:]}, words[0] != "ignore"
}

func mentions(g *ast.CommentGroup) bool {
	return slices.ContainsFunc(g.List, func(c *ast.Comment) bool { _, ok := parseDirective(c); return ok })
}

// of returns the directives in comment groups, in order.
func (d *directives) of(groups ...*ast.CommentGroup) []directive {
	var all []directive
	for _, g := range groups {
		if g == nil {
			continue
		}
		for _, c := range g.List {
			dir, ok := parseDirective(c)
			if !ok {
				continue
			}
			d.seen[c] = true
			if err := dir.known(); err != nil {
				d.wrong(dir, err)
				continue
			}
			all = append(all, dir)
		}
	}
	return all
}

// known returns an error if there is no such directive.
func (dir directive) known() error {
	switch dir.verb {
	case "acquires", "releases", "owns":
		return nil
	case "acquire", "release", "own":
		return fmt.Errorf("it is written connlint:%ss", dir.verb)
	}
	return errors.New("no such directive; there are acquires, releases, owns and ignore")
}

func (d *directives) wrong(dir directive, err error) {
	d.mistakes = append(d.mistakes, Mistake{dir.comment.Pos(), dir.comment.End(), fmt.Sprintf("connlint:%s: %v", dir.verb, err)})
}

func (d *directives) strays(f *ast.File) {
	for _, g := range f.Comments {
		for _, c := range g.List {
			dir, ok := parseDirective(c)
			if !ok || d.seen[c] {
				continue
			}
			err := dir.known()
			if err == nil {
				err = errors.New("stands on no function, method, type or field of the package")
			}
			d.wrong(dir, err)
		}
	}
}

func (d *directives) function(decl *ast.FuncDecl) {
	dirs := d.of(decl.Doc)
	if len(dirs) == 0 {
		return
	}
	sym := Symbol{Package: d.path, Name: decl.Name.Name}
	sig := signature{params: paramNames(decl.Type.Params), results: decl.Type.Results}
	if decl.Recv != nil && len(decl.Recv.List) == 1 {
		recv := decl.Recv.List[0]
		sym.Form = Method
		sym.Recv, sym.Pointer = receiver(recv.Type)
		if len(recv.Names) == 1 {
			sig.recv = recv.Names[0].Name
		}
	}
	d.call(sym, sig, dirs)
}

func (d *directives) types(decl *ast.GenDecl) {
	for _, spec := range decl.Specs {
		spec, ok := spec.(*ast.TypeSpec)
		if !ok {
			continue
		}
		var dirs []directive
		if decl.Lparen.IsValid() {
			dirs = d.of(spec.Doc, spec.Comment)
		} else {
			dirs = d.of(decl.Doc, spec.Doc, spec.Comment)
		}
		sym := Symbol{Package: d.path, Name: spec.Name.Name}
		switch t := spec.Type.(type) {
		case *ast.FuncType:
			sym.Form = FuncType
			if len(dirs) > 0 {
				d.call(sym, signature{params: paramNames(t.Params), results: t.Results}, dirs)
			}
		case *ast.InterfaceType:
			d.methods(sym, t)
			for _, dir := range dirs {
				d.wrong(dir, errors.New("say it of a method of the interface"))
			}
		case *ast.StructType:
			d.structType(sym, t, dirs)
		default:
			for _, dir := range dirs {
				d.wrong(dir, errors.New("a type has to be a struct, an interface or a function"))
			}
		}
	}
}

func (d *directives) methods(sym Symbol, t *ast.InterfaceType) {
	for _, m := range t.Methods.List {
		ft, ok := m.Type.(*ast.FuncType)
		dirs := d.of(m.Doc, m.Comment)
		if !ok || len(m.Names) != 1 {
			for _, dir := range dirs {
				d.wrong(dir, errors.New("say it where the method is declared"))
			}
			continue
		}
		if len(dirs) > 0 {
			sym := Symbol{Package: d.path, Recv: sym.Name, Name: m.Names[0].Name, Form: Method}
			d.call(sym, signature{params: paramNames(ft.Params), results: ft.Results}, dirs)
		}
	}
}

// structType makes up to two models: of its literals, and of what it owns.
func (d *directives) structType(sym Symbol, t *ast.StructType, dirs []directive) {
	var literal, owner model
	for _, dir := range dirs {
		switch dir.verb {
		case "acquires":
			literal.add(dir, dir.words...)
		case "releases":
			d.wrong(dir, errors.New("a type releases nothing; say it of its method"))
		case "owns":
			owner.owns(dir, dir.words)
		}
	}
	for _, f := range t.Fields.List {
		for _, dir := range d.of(f.Doc, f.Comment) {
			if dir.verb != "owns" {
				d.wrong(dir, errors.New("a field can only be owned"))
				continue
			}
			owner.owns(dir, append(fieldNames(f), dir.words...))
		}
	}
	if literal.first.comment != nil {
		sym.Form = Literal
		d.add(sym, literal)
	}
	if owner.first.comment != nil {
		sym.Form = Func
		d.add(sym, owner)
	}
}

// call makes the model of a function.
func (d *directives) call(sym Symbol, sig signature, dirs []directive) {
	var m model
	for _, dir := range dirs {
		var (
			words []string
			err   error
		)
		switch dir.verb {
		case "acquires":
			words, err = sig.acquires(dir.words)
		case "releases":
			words, err = sig.arguments(dir.words, "release")
		case "owns":
			words, err = sig.arguments(dir.words, "transfer")
		}
		if err != nil {
			d.wrong(dir, err)
			return
		}
		m.add(dir, words...)
	}
	d.add(sym, m)
}

// add parses what the directives of one declaration say together.
func (d *directives) add(sym Symbol, m model) {
	parsed, err := parseModel(append([]string{sym.String()}, m.attributes()...))
	if err == nil && d.pkg != nil {
		_, err = parsed.Check(d.pkg)
	}
	if err != nil {
		message := strings.TrimPrefix(err.Error(), sym.String()+": ")
		d.wrong(m.first, errors.New(message))
		return
	}
	pos := d.fset.Position(m.first.comment.Pos())
	parsed.File, parsed.Line, parsed.Declared = pos.Filename, pos.Line, true
	d.models = append(d.models, parsed)
}
