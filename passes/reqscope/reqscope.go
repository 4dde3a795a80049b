package reqscope

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/ssa"

	"github.com/connlint/connlint/passes/finding"
)

// Analyzer computes a *Result for a package. It needs types only, no SSA.
var Analyzer = &analysis.Analyzer{
	Name:       "reqscope",
	Doc:        "find functions that run once per request, message or tick\n\nIt reports nothing; see package reqscope.",
	Requires:   []*analysis.Analyzer{inspect.Analyzer},
	ResultType: reflect.TypeFor[*Result](),
	Run:        run,
}

// A Result says how often the functions of a package run. Functions are named
// by their syntax: an *ast.FuncDecl or an *ast.FuncLit.
type Result struct {
	scopes  map[ast.Node]*Scope
	loops   map[ast.Node]*Scope // *ast.ForStmt and *ast.RangeStmt
	once    map[ast.Node]bool
	command map[ast.Node]bool

	// Registered are the functions of other packages that this one registers.
	Registered []Registration

	// Failed is the crash that ended the pass, if one did.
	Failed error
}

// Of returns the result for the pass of an analyzer that requires Analyzer. It
// panics if the pass crashed, which finding.NewAnalyzer turns into a diagnostic.
func Of(pass *analysis.Pass) *Result {
	r := pass.ResultOf[Analyzer].(*Result)
	if r.Failed != nil {
		panic(r.Failed)
	}
	return r
}

// A Registration is a function of another package that this one registers to
// be run per request.
type Registration struct {
	Func  *types.Func
	Expr  ast.Expr // what is registered
	Scope *Scope
}

// Of returns the scope of a function, if it runs per request.
func (r *Result) Of(fn ast.Node) (*Scope, bool) {
	s := r.scopes[fn]
	return s, s != nil
}

// OfFunc is Of for a function in SSA form; the body of a range over a function
// has the scope of the function around it.
func (r *Result) OfFunc(fn *ssa.Function) (*Scope, bool) {
	for ; fn != nil; fn = fn.Parent() {
		switch fn.Syntax().(type) {
		case *ast.FuncDecl, *ast.FuncLit:
			return r.Of(fn.Syntax())
		}
	}
	return nil, false
}

// At returns the scope of a place: of the innermost receive loop around it, or
// of its function.
func (r *Result) At(cur inspector.Cursor) (*Scope, bool) {
	for ; cur.Node() != nil; cur = cur.Parent() {
		switch n := cur.Node().(type) {
		case *ast.FuncDecl, *ast.FuncLit:
			return r.Of(n)
		case *ast.ForStmt, *ast.RangeStmt:
			if s := r.loops[n]; s != nil {
				return s, true
			}
		}
	}
	return nil, false
}

// Once reports whether a function is known to run at most once: main, init,
// what sync.Once or a dependency injector runs, commands, and what only these
// call, outside of loops.
func (r *Result) Once(fn ast.Node) bool { return r.once[fn] }

// InCommand reports whether the function around a position is one with which the
// process ends: main, a command of a command line, or what only such functions
// call, outside of loops.
func (r *Result) InCommand(pass *analysis.Pass, pos token.Pos) bool {
	cur, ok := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root().FindByPos(pos, pos)
	if !ok {
		return false
	}
	for fn := range cur.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		return r.command[fn.Node()]
	}
	return false
}

func run(pass *analysis.Pass) (any, error) {
	r := new(Result)
	r.fill(pass)
	return r, nil
}

func (r *Result) fill(pass *analysis.Pass) {
	defer finding.Contain("finding what runs per request", &r.Failed)
	b := &builder{
		pass:  pass,
		root:  pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root(),
		nodes: make(map[ast.Node]*node),
		decls: make(map[*types.Func]*node),
		bound: make(map[types.Object][]*node),
		loops: make(map[ast.Node]*Scope),
	}
	b.packages()
	b.functions()
	b.bind()
	b.declared()
	b.services()
	b.registered()
	b.receiveLoops()
	b.uses()
	*r = *b.result()
}

type builder struct {
	pass   *analysis.Pass
	root   inspector.Cursor
	pkgs   map[string]*types.Package // imported, directly or not
	direct map[string]bool

	all    []*node // in source order
	nodes  map[ast.Node]*node
	decls  map[*types.Func]*node
	bound  map[types.Object][]*node // variables that hold function literals
	loops  map[ast.Node]*Scope
	others []Registration
}

// A node is a function of the package.
type node struct {
	cur     inspector.Cursor
	obj     *types.Func // nil for a literal
	test    bool        // in a _test.go file
	root    *Scope
	once    bool
	command bool // what runs it ends with it
	escapes bool // its value goes where calls are not seen
	in, out []*callEdge
}

// A callEdge is a call, or what counts as one.
type callEdge struct {
	from   *node // nil for the initialization of the package
	to     *node
	site   inspector.Cursor
	scope  *Scope // of a receive loop around the site
	inLoop bool
	passed bool // the function is an argument: somebody else calls it
}

// makeRoot gives a function its own scope. Of two the surer one holds, or the
// first. A command has none: it runs once.
func (n *node) makeRoot(r *Row, step finding.Step) {
	if r.Per == "command" {
		n.once, n.command = true, true
		return
	}
	if n.root == nil || n.root.Sure < r.Sure {
		n.root = &Scope{Per: r.Per, What: r.What, Sure: r.Sure, Path: []finding.Step{step}}
		if n.obj != nil {
			n.root.Name = n.obj.Name()
		}
	}
}
