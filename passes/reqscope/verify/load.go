package verify

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

// A Package is a type-checked package, and the version of its module.
type Package struct {
	*types.Package
	Version string
}

// listed is what go list says of a package.
type listed struct {
	ImportPath        string
	Dir               string
	GoFiles, CgoFiles []string
	ImportMap         map[string]string
	Module            *struct{ Version string }
}

// Load type-checks packages and all that they import from source, without
// function bodies and without compiling anything: only declarations matter.
func Load(paths []string) (map[string]*Package, error) {
	cmd := exec.Command("go", append([]string{"list", "-deps", "-json=ImportPath,Dir,GoFiles,CgoFiles,ImportMap,Module", "--"}, paths...)...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	pkgs := map[string]*Package{"unsafe": {Package: types.Unsafe}}
	fset := token.NewFileSet()
	for d := json.NewDecoder(bytes.NewReader(out)); ; { // dependencies come first
		var l listed
		if err := d.Decode(&l); errors.Is(err, io.EOF) {
			return pkgs, nil
		} else if err != nil {
			return nil, err
		}
		if l.ImportPath == "unsafe" {
			continue
		}
		p := &Package{Package: declarations(fset, &l, pkgs), Version: "std:go1.26.8"}
		if l.Module != nil {
			p.Version = l.Module.Version
		}
		pkgs[l.ImportPath] = p
	}
}

// declarations type-checks what a package declares. Errors are left to the
// rows: what cgo declares, for instance, is not known.
func declarations(fset *token.FileSet, l *listed, pkgs map[string]*Package) *types.Package {
	var files []*ast.File
	for _, name := range append(l.GoFiles, l.CgoFiles...) {
		f, _ := parser.ParseFile(fset, filepath.Join(l.Dir, name), nil, parser.SkipObjectResolution)
		if f != nil {
			files = append(files, f)
		}
	}
	conf := types.Config{
		IgnoreFuncBodies: true,
		FakeImportC:      true,
		Error:            func(error) {},
		Importer: importer(func(path string) (*types.Package, error) {
			if mapped := l.ImportMap[path]; mapped != "" {
				path = mapped
			}
			if p := pkgs[path]; p != nil {
				return p.Package, nil
			}
			return nil, fmt.Errorf("%s is not loaded", path)
		}),
	}
	pkg, _ := conf.Check(l.ImportPath, fset, files, nil)
	return pkg
}

type importer func(path string) (*types.Package, error)

func (f importer) Import(path string) (*types.Package, error) { return f(path) }
