// Package judge compares what an analyzer says about programs with what running
// them has shown.
package judge

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"path"
	"slices"
	"sort"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/connlint/connlint/internal/leakgen/oracle"
)

// A Finding is a diagnostic of the analyzer under test, by line of its unit.
type Finding struct {
	Line    int
	Rule    string
	Message string
	Path    []Step
}

// A Step is a related position of a finding.
type Step struct {
	Line    int
	Message string
}

// A Static analyses programs in process, without a go command per batch: the
// standard library comes from export data, which is loaded once, and has no
// facts; the analyzers know it from their models.
type Static struct {
	analyzers []*analysis.Analyzer
	fset      *token.FileSet
	known     map[string]*packages.Package // by import path
	sizes     types.Sizes
}

// NewStatic prepares the analysis of programs with the analyzers.
func NewStatic(analyzers ...*analysis.Analyzer) (*Static, error) {
	s := &Static{
		analyzers: analyzers,
		fset:      token.NewFileSet(),
		known:     make(map[string]*packages.Package),
		sizes:     types.SizesFor("gc", "amd64"),
	}
	var std []string
	for _, p := range oracle.Paths {
		if !strings.HasPrefix(p, "leakgen/") {
			std = append(std, p)
		}
	}
	std = append(std, "database/sql/driver", "math/rand/v2", "reflect", "runtime", "os", "iter", "slices", "strconv", "strings")
	loaded, err := packages.Load(&packages.Config{
		Mode: packages.NeedName | packages.NeedTypes | packages.NeedImports | packages.NeedDeps | packages.NeedExportFile,
		Fset: s.fset,
	}, std...)
	if err != nil {
		return nil, err
	}
	for _, p := range loaded {
		if len(p.Errors) > 0 {
			return nil, p.Errors[0]
		}
		s.known[p.PkgPath] = p
	}
	byFolder := make(map[string]map[string]string)
	for name, text := range oracle.Sources() {
		dir := path.Dir(name)
		if byFolder[dir] == nil {
			byFolder[dir] = make(map[string]string)
		}
		byFolder[dir][name] = text
	}
	for _, dir := range []string{"env", "lib"} { // in dependency order
		pkg, errs := s.check("leakgen/"+dir, byFolder[dir])
		if len(errs) > 0 {
			return nil, errs[0]
		}
		s.known[pkg.PkgPath] = pkg
	}
	return s, nil
}

// Import makes a Static an importer of the packages it knows.
func (s *Static) Import(path string) (*types.Package, error) {
	if p := s.known[path]; p != nil {
		return p.Types, nil
	}
	return nil, fmt.Errorf("package %s is not available to generated programs", path)
}

// check parses and type-checks a package.
func (s *Static) check(pkgPath string, files map[string]string) (*packages.Package, []types.Error) {
	pkg := &packages.Package{
		ID:         pkgPath,
		PkgPath:    pkgPath,
		Name:       path.Base(pkgPath),
		Fset:       s.fset,
		TypesSizes: s.sizes,
		Imports:    make(map[string]*packages.Package),
		Module:     &packages.Module{Path: "leakgen", GoVersion: "1.26"},
		TypesInfo: &types.Info{
			Types:        make(map[ast.Expr]types.TypeAndValue),
			Defs:         make(map[*ast.Ident]types.Object),
			Uses:         make(map[*ast.Ident]types.Object),
			Implicits:    make(map[ast.Node]types.Object),
			Instances:    make(map[*ast.Ident]types.Instance),
			Scopes:       make(map[ast.Node]*types.Scope),
			Selections:   make(map[*ast.SelectorExpr]*types.Selection),
			FileVersions: make(map[*ast.File]string),
		},
	}
	var errs []types.Error
	for _, name := range slices.Sorted(maps.Keys(files)) {
		f, err := parser.ParseFile(s.fset, name, files[name], parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			errs = append(errs, types.Error{Fset: s.fset, Pos: f.FileStart, Msg: err.Error()})
			continue
		}
		pkg.Syntax = append(pkg.Syntax, f)
		pkg.GoFiles = append(pkg.GoFiles, name)
		pkg.CompiledGoFiles = append(pkg.CompiledGoFiles, name)
		for _, imp := range f.Imports {
			p := strings.Trim(imp.Path.Value, `"`)
			if dep := s.known[p]; dep != nil && strings.HasPrefix(p, "leakgen/") {
				pkg.Imports[p] = dep
			}
		}
	}
	conf := types.Config{
		Importer:  s,
		Sizes:     s.sizes,
		GoVersion: "go1.26",
		Error:     func(err error) { errs = append(errs, err.(types.Error)) },
	}
	pkg.Types, _ = conf.Check(pkgPath, s.fset, pkg.Syntax, pkg.TypesInfo)
	return pkg, errs
}

// WellTyped returns the units that compile, and the first error of the others.
func (s *Static) WellTyped(units []*oracle.Unit) (good []*oracle.Unit, bad map[*oracle.Unit]string) {
	bad = make(map[*oracle.Unit]string)
	for range 5 { // errors may hide others
		good = nil
		files := make(map[string]string)
		for _, u := range units {
			if bad[u] == "" {
				files[u.Name] = u.Text
				good = append(good, u)
			}
		}
		_, errs := s.check("leakgen/prog", files)
		if len(errs) == 0 {
			return good, bad
		}
		messages := make(map[string]string)
		for _, e := range errs {
			name := s.fset.Position(e.Pos).Filename
			if messages[name] == "" {
				messages[name] = e.Error()
			}
		}
		for _, u := range good {
			if messages[u.Name] != "" {
				bad[u] = messages[u.Name]
			}
		}
	}
	return nil, bad
}

// Findings analyses the units, which must be well-typed, as one package.
func (s *Static) Findings(units []*oracle.Unit) (map[string][]Finding, error) {
	files := make(map[string]string)
	for _, u := range units {
		files[u.Name] = u.Text
	}
	pkg, errs := s.check("leakgen/prog", files)
	if len(errs) > 0 {
		return nil, errs[0]
	}
	graph, err := checker.Analyze(s.analyzers, []*packages.Package{pkg}, &checker.Options{Sequential: true})
	if err != nil {
		return nil, err
	}
	found := make(map[string][]Finding)
	for _, act := range graph.Roots {
		if act.Err != nil {
			return nil, fmt.Errorf("%s: %v", act.Analyzer.Name, act.Err)
		}
		for _, d := range act.Diagnostics {
			if d.Category == "internal" {
				return nil, fmt.Errorf("%s", d.Message)
			}
			at := s.fset.Position(d.Pos)
			f := Finding{Line: at.Line, Rule: act.Analyzer.Name, Message: d.Message}
			for _, r := range d.Related {
				f.Path = append(f.Path, Step{s.fset.Position(r.Pos).Line, r.Message})
			}
			found[at.Filename] = append(found[at.Filename], f)
		}
	}
	for _, fs := range found {
		sort.SliceStable(fs, func(i, j int) bool { return fs[i].Line < fs[j].Line })
	}
	return found, nil
}
