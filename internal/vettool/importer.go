package vettool

import (
	"fmt"
	"go/types"
	"os"

	"golang.org/x/tools/go/gcexportdata"
)

// A typeImporter finds the types of a unit's imports in what the compiler wrote of
// them.
type typeImporter struct {
	unit *unit
	seen map[string]*types.Package
}

func newImporter(u *unit) *typeImporter {
	return &typeImporter{unit: u, seen: make(map[string]*types.Package)}
}

func (i *typeImporter) Import(path string) (*types.Package, error) {
	if final, ok := i.unit.ImportMap[path]; ok {
		path = final // vendoring, and packages compiled for a test
	}
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	if pkg := i.seen[path]; pkg != nil && pkg.Complete() {
		return pkg, nil
	}
	file, ok := i.unit.PackageFile[path]
	if !ok {
		return nil, fmt.Errorf("the go command names no export data of %s", path)
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r, err := gcexportdata.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("export data of %s: %w", path, err)
	}
	return gcexportdata.Read(r, i.unit.fset, i.seen, path)
}
