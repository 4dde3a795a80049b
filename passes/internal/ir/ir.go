// Package ir builds the SSA form of a package for the passes of connlint.
//
// It is not x/tools' buildssa: a pass with facts runs on every dependency,
// most of which cannot hold a connection, and buildssa (and ctrlflow, which it
// requires) would build them all. Here a pass asks for the SSA only when it
// needs it. Functions that never return are known from summaries and models
// instead of ctrlflow's facts.
package ir

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"
	"golang.org/x/tools/go/ssa"
)

// Analyzer's result is a *Package, built on first use.
var Analyzer = &analysis.Analyzer{
	Name:       "connlintir",
	Doc:        "build SSA on demand",
	Run:        run,
	ResultType: reflect.TypeFor[*Package](),
}

// A Package is one package in SSA form.
type Package struct {
	Pass  *analysis.Pass
	build func() *ssa.Package
	index func() *positions
}

func run(pass *analysis.Pass) (any, error) {
	p := &Package{Pass: pass}
	p.build = sync.OnceValue(func() *ssa.Package { return build(pass) })
	p.index = sync.OnceValue(func() *positions { return indexPositions(pass.Files) })
	return p, nil
}

// SSA returns the package's SSA form.
func (p *Package) SSA() *ssa.Package { return p.build() }

func build(pass *analysis.Pass) *ssa.Package {
	prog := ssa.NewProgram(pass.Fset, ssa.BuilderMode(0))
	// Only a direct import can be named. Methods of further packages are created
	// where they are called; creating all that these packages declare took longer
	// than building most packages.
	for _, p := range pass.Pkg.Imports() {
		prog.CreatePackage(p, nil, nil, true)
	}
	pkg := prog.CreatePackage(pass.Pkg, pass.Files, pass.TypesInfo, false)
	pkg.Build()
	return pkg
}

// Functions returns every function of the package that has source: those
// declared, and all function literals, including those in package-level
// variables (which buildssa's SrcFuncs leaves out). The order is that of the
// source.
func (p *Package) Functions() []*ssa.Function {
	var fns []*ssa.Function
	var add func(fn *ssa.Function)
	add = func(fn *ssa.Function) {
		fns = append(fns, fn)
		for _, anon := range fn.AnonFuncs {
			add(anon)
		}
	}
	pkg := p.SSA()
	for _, f := range p.Pass.Files {
		for _, d := range f.Decls {
			d, ok := d.(*ast.FuncDecl)
			if !ok || d.Body == nil || d.Name.Name == "_" {
				continue
			}
			obj, ok := p.Pass.TypesInfo.Defs[d.Name].(*types.Func)
			if !ok {
				continue
			}
			if fn := pkg.Prog.FuncValue(obj); fn != nil && fn.Blocks != nil {
				add(fn)
			}
		}
	}
	if init := pkg.Func("init"); init != nil {
		add(init)
	}
	return fns
}

// positions finds syntax by the positions that SSA keeps.
type positions struct {
	calls map[token.Pos]*ast.CallExpr // by Lparen
	exprs map[token.Pos]ast.Expr      // by the position that SSA gives the value
	fresh map[ast.Expr]bool           // calls and literals that a := gives to new variables
}

func indexPositions(files []*ast.File) *positions {
	idx := &positions{calls: map[token.Pos]*ast.CallExpr{}, exprs: map[token.Pos]ast.Expr{}, fresh: map[ast.Expr]bool{}}
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				idx.calls[n.Lparen] = n
				idx.exprs[n.Lparen] = n
			case *ast.AssignStmt:
				if n.Tok == token.DEFINE {
					rhs := ast.Unparen(n.Rhs[0])
					if and, ok := rhs.(*ast.UnaryExpr); ok && and.Op == token.AND {
						rhs = ast.Unparen(and.X)
					}
					idx.fresh[rhs] = true
				}
			case *ast.CompositeLit:
				idx.exprs[n.Lbrace] = n
			case *ast.BinaryExpr:
				idx.exprs[n.OpPos] = n
			case *ast.UnaryExpr:
				idx.exprs[n.OpPos] = n
			case *ast.SelectorExpr:
				idx.exprs[n.Sel.Pos()] = n
				return true
			case *ast.CaseClause:
				for _, e := range n.List {
					idx.exprs[e.Pos()] = e
				}
			case *ast.Ident:
				if idx.exprs[n.Pos()] == nil {
					idx.exprs[n.Pos()] = n
				}
			}
			return true
		})
	}
	return idx
}

// Call returns the call expression of an SSA call's position, or nil.
func (p *Package) Call(pos token.Pos) *ast.CallExpr { return p.index().calls[pos] }

// Expr returns the expression at the position of an SSA value, or nil.
func (p *Package) Expr(pos token.Pos) ast.Expr { return p.index().exprs[pos] }

// Declares reports whether a := declares the variables that receive a call's
// results, or a literal.
func (p *Package) Declares(at ast.Expr) bool { return p.index().fresh[at] }

// Tested returns the variable that the if statement tests which has a position
// in its body: SSA knows where a variable is declared, but not where it is read.
// If several are tested, it is the one of that name; nil if there is none.
func (p *Package) Tested(body token.Pos, name string) *ast.Ident {
	for _, f := range p.Pass.Files {
		if body < f.FileStart || f.FileEnd <= body {
			continue
		}
		around, _ := astutil.PathEnclosingInterval(f, body, body)
		for _, n := range around {
			if s, ok := n.(*ast.IfStmt); ok && s.Body.Pos() <= body && body < s.Body.End() {
				return pick(operands(s.Cond, nil), name)
			}
		}
	}
	return nil
}

func pick(ids []*ast.Ident, name string) *ast.Ident {
	if len(ids) == 1 {
		return ids[0]
	}
	for _, id := range ids {
		if id.Name == name {
			return id
		}
	}
	return nil
}

// operands returns the variables that a condition is made of.
func operands(cond ast.Expr, ids []*ast.Ident) []*ast.Ident {
	switch e := ast.Unparen(cond).(type) {
	case *ast.Ident:
		return append(ids, e)
	case *ast.UnaryExpr:
		return operands(e.X, ids)
	case *ast.BinaryExpr:
		if e.Op == token.LAND || e.Op == token.LOR {
			return operands(e.Y, operands(e.X, ids))
		}
	}
	return ids
}

// Enclosing returns the nodes around n, from n outwards.
func (p *Package) Enclosing(n ast.Node) []ast.Node {
	for _, f := range p.Pass.Files {
		if f.FileStart <= n.Pos() && n.Pos() < f.FileEnd {
			path, _ := astutil.PathEnclosingInterval(f, n.Pos(), n.End())
			for i := range path {
				if path[i] == n {
					return path[i:]
				}
			}
		}
	}
	return nil
}
