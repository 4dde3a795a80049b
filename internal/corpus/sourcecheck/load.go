package sourcecheck

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/packages"
)

// load type-checks the packages and all their dependencies. Functions outside
// root get no body unless deps is set. broken are the errors inside root, whose
// packages are not analysed; errors outside do not stop the analysis.
func load(root string, deps, tests bool, patterns []string) (pkgs []*packages.Package, broken []error, err error) {
	cfg := &packages.Config{
		Mode:  packages.LoadAllSyntax | packages.NeedModule,
		Tests: tests,
	}
	if !deps {
		cfg.ParseFile = func(fset *token.FileSet, name string, src []byte) (*ast.File, error) {
			f, err := parser.ParseFile(fset, name, src, parser.ParseComments|parser.SkipObjectResolution)
			if f != nil && !inside(root, name) {
				stripBodies(f)
			}
			return f, err
		}
	}
	pkgs, err = packages.Load(cfg, patterns...)
	if err != nil {
		return nil, nil, err
	}
	packages.Visit(pkgs, nil, func(p *packages.Package) { // dependencies first
		p.IllTyped = false
		if len(p.GoFiles) > 0 && !inside(root, p.GoFiles[0]) {
			p.Errors = nil
		}
		for _, e := range p.Errors {
			broken = append(broken, e)
		}
		if len(p.Errors) > 0 {
			p.IllTyped = true
		}
		for _, imp := range p.Imports {
			p.IllTyped = p.IllTyped || imp.IllTyped
		}
	})
	return pkgs, broken, nil
}

// inside reports whether the file belongs to the tree. What is vendored there
// does not.
func inside(root, file string) bool {
	rel, err := filepath.Rel(root, file)
	if err != nil || rel == ".." || strings.HasPrefix(rel, "../") {
		return false
	}
	return !strings.HasPrefix(rel, "vendor/") && !strings.Contains(rel, "/vendor/")
}

func stripBodies(f *ast.File) {
	for _, decl := range f.Decls {
		if fn := funcDecl(decl); fn != nil {
			fn.Body = nil
		}
	}
}

func funcDecl(decl ast.Decl) *ast.FuncDecl {
	fn, _ := decl.(*ast.FuncDecl)
	return fn
}
