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

// Packages are type-checked packages by import path.
type Packages map[string]*types.Package

// listed is what go list says of a package.
type listed struct {
	ImportPath        string
	Dir               string
	GoFiles, CgoFiles []string
	ImportMap         map[string]string
	Standard          bool
	Module            *struct {
		Path, Version string
		Replace       *struct{ Version string }
	}
	Error *struct{ Err string }
}

// Load type-checks the packages and all that they import, from source and
// without function bodies: only declarations matter, nothing is compiled, and
// cgo is not needed. It returns the version of each module as well.
func Load(paths []string) (Packages, map[string]string, error) {
	list, err := goList(paths)
	if err != nil {
		return nil, nil, err
	}
	want := make(map[string]bool)
	for _, p := range paths {
		want[p] = true
	}
	var (
		fset     = token.NewFileSet()
		pkgs     = Packages{"unsafe": types.Unsafe}
		versions = make(map[string]string)
		wrong    []error
	)
	for _, l := range list { // dependencies come first
		if l.Module != nil {
			versions[l.Module.Path] = l.Module.Version
			if r := l.Module.Replace; r != nil {
				versions[l.Module.Path] = r.Version
			}
		}
		if l.ImportPath == "unsafe" {
			continue
		}
		pkg, err := check(fset, l, pkgs)
		if err != nil && want[l.ImportPath] {
			wrong = append(wrong, fmt.Errorf("%s: %w", l.ImportPath, err))
		}
		pkgs[l.ImportPath] = pkg
	}
	return pkgs, versions, errors.Join(wrong...)
}

// check type-checks the declarations of one package. Of what it imports with
// "C" only the names are known, so errors in dependencies are no reason to stop.
func check(fset *token.FileSet, l *listed, pkgs Packages) (*types.Package, error) {
	var (
		files []*ast.File
		wrong error
	)
	for _, name := range append(l.GoFiles, l.CgoFiles...) {
		f, err := parser.ParseFile(fset, filepath.Join(l.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			wrong = errors.Join(wrong, err)
		}
		if f != nil {
			files = append(files, f)
		}
	}
	conf := types.Config{
		IgnoreFuncBodies: true,
		FakeImportC:      true,
		Importer: importerFunc(func(path string) (*types.Package, error) {
			if p, ok := l.ImportMap[path]; ok {
				path = p
			}
			if pkg := pkgs[path]; pkg != nil {
				return pkg, nil
			}
			return nil, fmt.Errorf("%s is not listed", path)
		}),
		Error: func(err error) {
			if wrong == nil {
				wrong = err
			}
		},
	}
	pkg, _ := conf.Check(l.ImportPath, fset, files, nil)
	pkg.MarkComplete()
	return pkg, wrong
}

func goList(paths []string) ([]*listed, error) {
	cmd := exec.Command("go", append([]string{"list", "-e", "-deps", "-tags=deps",
		"-json=ImportPath,Dir,GoFiles,CgoFiles,ImportMap,Standard,Module,Error"}, paths...)...)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=1")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w\n%s", err, stderr.Bytes())
	}
	var (
		list  []*listed
		wrong []error
	)
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		l := new(listed)
		if err := dec.Decode(l); err == io.EOF {
			return list, errors.Join(wrong...)
		} else if err != nil {
			return nil, err
		}
		if l.Error != nil {
			wrong = append(wrong, errors.New(l.Error.Err))
		}
		list = append(list, l)
	}
}

type importerFunc func(path string) (*types.Package, error)

func (f importerFunc) Import(path string) (*types.Package, error) { return f(path) }
