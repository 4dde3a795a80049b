package connlint_test

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A source is a Go file of the repository.
type source struct {
	name   string // with slashes, from the root
	test   bool
	fset   *token.FileSet
	syntax *ast.File
}

func (s *source) at(n ast.Node) token.Position { return s.fset.Position(n.Pos()) }

func (s *source) lines(n ast.Node) int {
	return s.fset.Position(n.End()).Line - s.fset.Position(n.Pos()).Line + 1
}

func sources(t *testing.T) []*source {
	var all []*source
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && name != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "vendor"):
			return fs.SkipDir
		case d.IsDir() || filepath.Ext(name) != ".go":
			return nil
		}
		s := &source{name: filepath.ToSlash(name), test: strings.HasSuffix(name, "_test.go"), fset: token.NewFileSet()}
		s.syntax, err = parser.ParseFile(s.fset, name, nil, parser.ParseComments)
		if err != nil && strings.HasPrefix(s.name, "testdata/") {
			return nil // broken on purpose
		}
		all = append(all, s)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

type size struct {
	name  string
	lines int
}

func spread(sizes []size) string {
	if len(sizes) == 0 {
		return "none"
	}
	slices.SortFunc(sizes, func(a, b size) int { return cmp.Compare(a.lines, b.lines) })
	at := func(percent int) int { return sizes[(len(sizes)-1)*percent/100].lines }
	longest := sizes[len(sizes)-1]
	return fmt.Sprintf("%d, median %d, 90 %% up to %d, longest %d (%s)", len(sizes), at(50), at(90), longest.lines, longest.name)
}
