// Package source reads the text that findings are about.
package source

import (
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"os"
	"strings"
	"unicode/utf8"
)

// A Cache holds the files that were asked for. Files that cannot be read are
// empty: what a report says of a finding does not depend on its source.
type Cache struct{ files map[string]*file }

type file struct {
	text  []byte
	lines []int // offsets of their beginnings
	fset  *token.FileSet
	ast   *ast.File // nil if it does not parse
}

func (c *Cache) file(name string) *file {
	if f, ok := c.files[name]; ok {
		return f
	}
	f := &file{lines: []int{0}, fset: token.NewFileSet()}
	f.text, _ = os.ReadFile(name)
	for i, b := range f.text {
		if b == '\n' {
			f.lines = append(f.lines, i+1)
		}
	}
	if strings.HasSuffix(name, ".go") {
		f.ast, _ = parser.ParseFile(f.fset, name, f.text, parser.SkipObjectResolution)
	}
	if c.files == nil {
		c.files = make(map[string]*file)
	}
	c.files[name] = f
	return f
}

// Lines returns the number of lines of a file.
func (c *Cache) Lines(name string) int {
	f := c.file(name)
	if f.lines[len(f.lines)-1] == len(f.text) {
		return len(f.lines) - 1 // nothing follows the last newline
	}
	return len(f.lines)
}

// Line returns a line of a file without its newline, counting from 1.
func (c *Cache) Line(name string, n int) string {
	f := c.file(name)
	from, ok := f.offset(n, 1)
	if !ok {
		return ""
	}
	text, _, _ := strings.Cut(string(f.text[from:]), "\n")
	return strings.TrimSuffix(text, "\r")
}

// Place converts an offset to line and column, both from 1, the column in
// characters rather than bytes.
func (c *Cache) Place(name string, offset int) (line, column int) {
	line, column = c.BytePlace(name, offset)
	return line, c.Column(name, line, column)
}

// BytePlace is Place with the column in bytes.
func (c *Cache) BytePlace(name string, offset int) (line, column int) {
	f := c.file(name)
	offset = min(offset, len(f.text))
	for line < len(f.lines) && f.lines[line] <= offset {
		line++
	}
	return line, 1 + offset - f.lines[line-1]
}

// Column converts a column in bytes to one in characters.
func (c *Cache) Column(name string, line, column int) int {
	text := c.Line(name, line)
	if column-1 > len(text) {
		return column
	}
	return 1 + utf8.RuneCountInString(text[:max(column-1, 0)])
}

func (f *file) offset(line, column int) (int, bool) {
	if line < 1 || line > len(f.lines) {
		return 0, false
	}
	at := f.lines[line-1] + max(column-1, 0)
	return at, at <= len(f.text)
}

// Code returns the tokens between two places, without comments and with no more
// space than keeps words apart, so that neither gofmt nor a remark changes it.
// Without an end it is the line.
func (c *Cache) Code(name string, line, column, endLine, endColumn int) string {
	f := c.file(name)
	from, ok := f.offset(line, column)
	to, okEnd := f.offset(endLine, endColumn)
	if !ok || !okEnd || to <= from {
		return tokens([]byte(c.Line(name, line)))
	}
	return tokens(f.text[from:to])
}

func tokens(text []byte) string {
	var s scanner.Scanner
	fset := token.NewFileSet()
	s.Init(fset.AddFile("", -1, len(text)), text, nil, 0)
	var b strings.Builder
	afterWord := false
	for {
		_, tok, lit := s.Scan()
		if tok == token.EOF {
			return b.String()
		}
		if tok == token.SEMICOLON && lit == "\n" {
			continue
		}
		word := tok.IsLiteral() || tok.IsKeyword()
		if word && afterWord {
			b.WriteByte(' ')
		}
		afterWord = word
		if !word || lit == "" {
			lit = tok.String()
		}
		b.WriteString(lit)
	}
}

// Function returns the name of the declaration around a place: F, T.M or, for a
// value outside of functions, its name; "" if there is none.
func (c *Cache) Function(name string, line, column int) string {
	f := c.file(name)
	at, ok := f.offset(line, column)
	if !ok || f.ast == nil {
		return ""
	}
	pos := f.fset.File(f.ast.FileStart).Pos(at)
	for _, d := range f.ast.Decls {
		if pos < d.Pos() || d.End() < pos {
			continue
		}
		switch d := d.(type) {
		case *ast.FuncDecl:
			if recv := receiver(d); recv != "" {
				return recv + "." + d.Name.Name
			}
			return d.Name.Name
		case *ast.GenDecl:
			for _, s := range d.Specs {
				if v, ok := s.(*ast.ValueSpec); ok && s.Pos() <= pos && pos <= s.End() {
					return v.Names[0].Name
				}
			}
		}
	}
	return ""
}

func receiver(d *ast.FuncDecl) string {
	if d.Recv == nil || len(d.Recv.List) == 0 {
		return ""
	}
	name := ""
	ast.Inspect(d.Recv.List[0].Type, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && name == "" {
			name = id.Name
		}
		return name == ""
	})
	return name
}
