package connlint_test

import (
	"go/ast"
	"go/token"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	sayBad = regexp.MustCompile(`^FP_|Bad$`)
	sayOk  = regexp.MustCompile(`^FN_|Ok$`)
	// A want comment that expects a diagnostic; those about facts name an
	// object first.
	wantDiagnostic = regexp.MustCompile("^//.*\\bwant(?: \\S+:\"[^\"]*\")* ?[`\"]")
)

// TestVerdicts checks that the fixtures of the rules are named by what is
// expected of them: a finding in each …Bad and FP_…, none in …Ok and FN_…, and
// none in a function that names no verdict. A method whose name is given by an
// interface takes its verdict from its receiver's type.
func TestVerdicts(t *testing.T) {
	for _, s := range sources(t) {
		if !isRuleFixture(s.name) {
			continue
		}
		wants := 0
		for _, c := range s.syntax.Comments {
			wants += diagnosticsWanted(c)
		}
		for _, d := range s.syntax.Decls {
			for _, f := range fixtures(d) {
				n := 0
				for _, c := range s.syntax.Comments {
					if f.pos() <= c.Pos() && c.End() <= f.end(s) {
						n += diagnosticsWanted(c)
					}
				}
				wants -= n
				name := f.name
				switch {
				case sayBad.MatchString(name) && n == 0:
					t.Errorf("%s: %s expects no finding", s.at(f.node), name)
				case sayOk.MatchString(name) && n > 0:
					t.Errorf("%s: %s expects a finding", s.at(f.node), name)
				case !sayBad.MatchString(name) && n > 0:
					t.Errorf("%s: %s expects a finding and names no verdict", s.at(f.node), name)
				}
			}
		}
		if wants > 0 {
			t.Errorf("%s: a finding is expected outside functions and variables", s.name)
		}
	}
}

func isRuleFixture(name string) bool {
	dir, ok := strings.CutPrefix(name, "testdata/src/")
	if !ok {
		return false
	}
	dir, _, _ = strings.Cut(dir, "/")
	return slices.Contains([]string{"bodyleak", "bodydrain", "connleak", "sqlleak", "clientleak", "clientchurn", "deferloop", "fieldleak", "directive", "facts"}, dir)
}

func diagnosticsWanted(g *ast.CommentGroup) (n int) {
	for _, c := range g.List {
		if wantDiagnostic.MatchString(c.Text) {
			n++
		}
	}
	return n
}

// A fixture is a function, or a variable with functions in it.
type fixture struct {
	name string
	node ast.Node
}

// pos takes in the directives in the documentation.
func (f fixture) pos() token.Pos {
	if fn, ok := f.node.(*ast.FuncDecl); ok && fn.Doc != nil {
		return fn.Doc.Pos()
	}
	return f.node.Pos()
}

// end takes in the comment behind the last line.
func (f fixture) end(s *source) (end token.Pos) {
	file := s.fset.File(f.node.Pos())
	if line := file.Line(f.node.End()); line < file.LineCount() {
		return file.LineStart(line + 1)
	}
	return file.Pos(file.Size())
}

func fixtures(d ast.Decl) (all []fixture) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		name := d.Name.Name
		if d.Recv != nil && !sayBad.MatchString(name) && !sayOk.MatchString(name) {
			name = receiverType(d.Recv.List[0].Type) + "." + name
			if typ, _, _ := strings.Cut(name, "."); sayBad.MatchString(typ) || sayOk.MatchString(typ) {
				name = typ
			}
		}
		all = append(all, fixture{name, d})
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			if v, ok := spec.(*ast.ValueSpec); ok {
				all = append(all, fixture{v.Names[0].Name, v})
			}
		}
	}
	return all
}

func receiverType(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return receiverType(e.X)
	case *ast.IndexExpr:
		return receiverType(e.X)
	case *ast.IndexListExpr:
		return receiverType(e.X)
	case *ast.Ident:
		return e.Name
	}
	return ""
}
