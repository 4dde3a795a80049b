package summary

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/connlint/connlint/passes/config"
	"github.com/connlint/connlint/passes/internal/flow"
	"github.com/connlint/connlint/passes/resource"
)

// stated is what is said of APIs, rather than inferred from their code.
type stated struct {
	catalogue *resource.Catalogue
	declared  []string // what directives say, here and in the packages imported
	mistakes  []resource.Mistake
}

// collect joins the catalogue with what directives declare and with what the
// user says. The user comes last, and has the last word.
func collect(pass *analysis.Pass) *stated {
	own, mistakes := resource.Directives(pass.Fset, pass.Pkg.Path(), pass.Pkg, pass.Files)
	s := &stated{mistakes: mistakes}
	imported := importedModels(pass)
	users := s.usersModels(pass)
	s.catalogue = resource.Builtin().With(slices.Concat(imported, own)).With(users)
	for _, m := range slices.Concat(imported, own) {
		s.declared = append(s.declared, m.Text)
	}
	slices.Sort(s.declared)
	return s
}

// importedModels returns what directives in the source of other packages say.
// Package facts reach direct importers alone, so each package hands on what it
// got: methods are called on values from further away.
func importedModels(pass *analysis.Pass) []*resource.Model {
	var lines []string
	for _, pkg := range pass.Pkg.Imports() {
		if fact := new(flow.Analysed); !resource.IsStd(pkg.Path()) && pass.ImportPackageFact(pkg, fact) {
			lines = append(lines, fact.Declared...)
		}
	}
	slices.Sort(lines)
	models, err := resource.ParseModels("directives", strings.Join(slices.Compact(lines), "\n"))
	if err != nil {
		panic(err) // they were parsed where they stand
	}
	for _, m := range models {
		m.Declared = true
	}
	return models
}

// usersModels returns the models of the models option. What is wrong with one is
// a mistake at the import of its package, for there is no better place that all
// drivers can show; its message begins with models: and the line.
func (s *stated) usersModels(pass *analysis.Pass) []*resource.Model {
	text := config.Of(pass).Models
	if text == "" {
		return nil
	}
	models, err := resource.ParseModels("models", text)
	if all, ok := err.(interface{ Unwrap() []error }); ok {
		for _, err := range all.Unwrap() {
			s.wrong(pass, pass.Pkg.Path(), err.Error())
		}
	}
	packages := map[string]*types.Package{pass.Pkg.Path(): pass.Pkg}
	for _, pkg := range pass.Pkg.Imports() {
		packages[pkg.Path()] = pkg
	}
	return slices.DeleteFunc(models, func(m *resource.Model) bool {
		pkg := packages[m.Sym.Package]
		if pkg == nil || pkg != pass.Pkg && !m.Sym.Exported() {
			return false // not in sight
		}
		_, err := m.Check(pkg)
		if err != nil {
			what := strings.ReplaceAll(strings.TrimPrefix(err.Error(), m.Symbol+": "), "\n", "; ")
			s.wrong(pass, m.Sym.Package, fmt.Sprintf("%s:%d: %s: %s", m.File, m.Line, m.Symbol, what))
		}
		return err != nil
	})
}

func (s *stated) wrong(pass *analysis.Pass, path, message string) {
	at := place(pass.Files, path)
	s.mistakes = append(s.mistakes, resource.Mistake{Pos: at.Pos(), End: at.End(), Message: message})
}

// place returns the first import of a package; a package clause if there is none.
func place(files []*ast.File, path string) ast.Node {
	for _, f := range files {
		for _, spec := range f.Imports {
			if p, err := strconv.Unquote(spec.Path.Value); err == nil && p == path {
				return spec
			}
		}
	}
	if len(files) == 0 {
		return nowhere
	}
	return files[0].Name
}

var nowhere = &ast.BadExpr{From: token.NoPos, To: token.NoPos}
