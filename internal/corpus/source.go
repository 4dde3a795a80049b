package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"strings"
)

// A source is a file as judges read it.
type source struct {
	lines []string
	fset  *token.FileSet
	file  *ast.File // nil if it does not parse
}

func newSource(path string) *source {
	text, err := os.ReadFile(path)
	if err != nil {
		return &source{}
	}
	s := &source{lines: strings.Split(string(text), "\n"), fset: token.NewFileSet()}
	s.file, _ = parser.ParseFile(s.fset, path, text, parser.SkipObjectResolution)
	return s
}

// function names the declaration around a line: F, T.M, (*T).M, or "" outside
// of functions.
func (s *source) function(line int) string {
	if s.file == nil {
		return ""
	}
	for _, decl := range s.file.Decls {
		fn, ok := decl.(*ast.FuncDecl)
		if !ok || line < s.line(fn.Pos()) || line > s.line(fn.End()) {
			continue
		}
		if fn.Recv == nil || len(fn.Recv.List) == 0 {
			return fn.Name.Name
		}
		recv := types.ExprString(fn.Recv.List[0].Type)
		if strings.HasPrefix(recv, "*") {
			recv = "(" + recv + ")"
		}
		return recv + "." + fn.Name.Name
	}
	return ""
}

// line ignores //line directives, as the tools' positions mostly do.
func (s *source) line(pos token.Pos) int { return s.fset.PositionFor(pos, false).Line }
