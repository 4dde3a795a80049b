package vettool

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"go/types"
	"os"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/connlint/connlint/passes/resource"
)

// A unit is one package to analyse, as the go command describes it.
//
// It is analysed here, not by x/tools' unitchecker, which type-checks every
// dependency from its source, the standard library included, because it hands
// types on in its facts files. The go command has compiled the dependencies, so
// their types can be had from the compiler's export data; then a dependency
// costs nothing if no fact can come of it.
type unit struct {
	unitchecker.Config
	fset  *token.FileSet
	files []*ast.File
	pkg   *types.Package
	info  *types.Info
	sizes types.Sizes
	facts *facts
}

// run analyses the package that a file describes. It writes the facts, and to
// the standard output, or where it is to go instead, the findings.
func run(file string, suite []*analysis.Analyzer) error {
	u := &unit{fset: token.NewFileSet()}
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, &u.Config); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	u.facts = newFacts(u.ImportPath)
	if u.VetxOnly {
		suite = factPasses(suite)
		if !sayFacts(u.ImportPath) {
			return u.finish(nil)
		}
	}
	if err := u.facts.read(u.PackageVetx); err != nil {
		return err
	}
	if err := u.check(); err != nil {
		return err
	}
	return u.finish(u.analyse(suite))
}

// sayFacts reports whether facts may come of a package at all. Of the standard
// library, all but one thing about net/http is known from the catalogue.
func sayFacts(path string) bool { return !resource.IsStd(path) || path == "net/http" }

// check parses and type-checks the package.
func (u *unit) check() error {
	for _, name := range u.GoFiles {
		f, err := parser.ParseFile(u.fset, name, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		u.files = append(u.files, f)
	}
	u.sizes = types.SizesFor("gc", build.Default.GOARCH)
	u.info = newInfo(u.files)
	imports := newImporter(u)
	tc := &types.Config{
		Importer:  imports,
		Sizes:     u.sizes,
		GoVersion: u.GoVersion,
		// What a function of the standard library does comes from the catalogue.
		IgnoreFuncBodies: u.VetxOnly && resource.IsStd(u.ImportPath),
	}
	var err error
	u.pkg, err = tc.Check(u.ImportPath, u.fset, u.files, u.info)
	u.facts.keep(imports.seen)
	return err
}

// newInfo makes the tables of the type checker at about the size that they will
// have: to have them grow took as long as parsing.
func newInfo(files []*ast.File) *types.Info {
	size := 0 // in bytes
	for _, f := range files {
		size += int(f.FileEnd - f.FileStart)
	}
	return &types.Info{
		Types:        make(map[ast.Expr]types.TypeAndValue, size/20),
		Defs:         make(map[*ast.Ident]types.Object, size/110),
		Uses:         make(map[*ast.Ident]types.Object, size/25),
		Implicits:    make(map[ast.Node]types.Object),
		Instances:    make(map[*ast.Ident]types.Instance),
		Scopes:       make(map[ast.Node]*types.Scope, size/130),
		Selections:   make(map[*ast.SelectorExpr]*types.Selection, size/110),
		FileVersions: make(map[*ast.File]string),
	}
}

// An outcome is what came of one analyzer.
type outcome struct {
	analyzer    *analysis.Analyzer
	diagnostics []analysis.Diagnostic
	result      any
	err         error
}

// analyse runs the analyzers, each after those that it requires, and returns the
// outcome of those that were asked for. They run one after the other: the go
// command keeps all processors busy with other packages.
func (u *unit) analyse(suite []*analysis.Analyzer) []*outcome {
	done := make(map[*analysis.Analyzer]*outcome)
	var exec func(a *analysis.Analyzer) *outcome
	exec = func(a *analysis.Analyzer) *outcome {
		if o := done[a]; o != nil {
			return o
		}
		o := &outcome{analyzer: a}
		done[a] = o
		results := make(map[*analysis.Analyzer]any)
		for _, req := range a.Requires {
			r := exec(req)
			if r.err != nil {
				o.err = fmt.Errorf("failed prerequisites: %s", req)
				return o
			}
			results[req] = r.result
		}
		o.result, o.err = a.Run(u.pass(o, results))
		return o
	}
	var asked []*outcome
	for _, a := range suite {
		asked = append(asked, exec(a))
	}
	return asked
}

func (u *unit) pass(o *outcome, results map[*analysis.Analyzer]any) *analysis.Pass {
	module := u.Module
	if module == nil && u.ModulePath != "" { // before Go 1.27
		module = &analysis.Module{Path: u.ModulePath, Version: u.ModuleVersion, GoVersion: u.GoVersion}
	}
	return &analysis.Pass{
		Analyzer:          o.analyzer,
		Fset:              u.fset,
		Files:             u.files,
		OtherFiles:        u.NonGoFiles,
		IgnoredFiles:      u.IgnoredFiles,
		Pkg:               u.pkg,
		TypesInfo:         u.info,
		TypesSizes:        u.sizes,
		Module:            module,
		ResultOf:          results,
		ReadFile:          os.ReadFile,
		Report:            func(d analysis.Diagnostic) { o.diagnostics = append(o.diagnostics, d) },
		ImportObjectFact:  u.facts.ofObject,
		ExportObjectFact:  u.facts.exportOfObject,
		ImportPackageFact: func(pkg *types.Package, f analysis.Fact) bool { return u.facts.get(pkg.Path(), "", f) },
		ExportPackageFact: func(f analysis.Fact) { u.facts.set("", f) },
		AllObjectFacts:    func() []analysis.ObjectFact { panic("no analyzer of the suite asks for all facts") },
		AllPackageFacts:   func() []analysis.PackageFact { panic("no analyzer of the suite asks for all facts") },
	}
}

// finish writes what the go command keeps.
func (u *unit) finish(asked []*outcome) error {
	if !u.VetxOnly {
		if err := u.print(asked); err != nil {
			return err
		}
	}
	if u.VetxOutput == "" {
		return nil
	}
	return u.facts.write(u.VetxOutput)
}

// factPasses returns the analyzers with facts that a suite requires, directly or
// not. A program has many more dependencies than packages of its own; the search
// for findings in them would be work for nobody.
func factPasses(suite []*analysis.Analyzer) []*analysis.Analyzer {
	var found []*analysis.Analyzer
	seen := make(map[*analysis.Analyzer]bool)
	var visit func(as []*analysis.Analyzer)
	visit = func(as []*analysis.Analyzer) {
		for _, a := range as {
			if seen[a] {
				continue
			}
			seen[a] = true
			if len(a.FactTypes) > 0 {
				found = append(found, a)
			}
			visit(a.Requires)
		}
	}
	visit(suite)
	return found
}

// factTypes yields a value of each type of fact.
func factTypes(suite []*analysis.Analyzer) []analysis.Fact {
	var all []analysis.Fact
	for _, a := range factPasses(suite) {
		all = append(all, a.FactTypes...)
	}
	return all
}
