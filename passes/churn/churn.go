package churn

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/connlint/connlint/passes/finding"
	"github.com/connlint/connlint/passes/internal/ir"
	"github.com/connlint/connlint/passes/resource"
	"github.com/connlint/connlint/passes/summary"
)

// Analyzer computes a *Result for a package, and exports a Summary as fact for
// each function that makes a pool or takes one.
var Analyzer = &analysis.Analyzer{
	Name:       "churn",
	Doc:        "find connection pools that are made and dropped\n\nIt reports nothing; see package churn.",
	Requires:   []*analysis.Analyzer{ir.Analyzer, summary.Analyzer},
	ResultType: reflect.TypeFor[*Result](),
	FactTypes:  []analysis.Fact{new(Summary)},
	Run:        run,
}

// A Result lists the pools that a package makes, in the order of the source.
type Result struct {
	Made []*Made

	// Failed is the crash that ended the pass, if one did.
	Failed error

	pass *analysis.Pass
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

// Summary returns what a function of another package does, or nil.
func (r *Result) Summary(fn *types.Func) *Summary {
	s := new(Summary)
	if fn == nil || !r.pass.ImportObjectFact(fn.Origin(), s) {
		return nil
	}
	return s
}

func run(pass *analysis.Pass) (any, error) {
	r := &Result{pass: pass}
	r.fill(pass)
	return r, nil
}

func (r *Result) fill(pass *analysis.Pass) {
	defer finding.Contain("following pools", &r.Failed)
	if resource.IsStd(pass.Pkg.Path()) {
		return // by the models
	}
	a := &analyzer{
		pass:      pass,
		catalogue: pass.ResultOf[summary.Analyzer].(*summary.Result).Catalogue(),
		summaries: make(map[*ssa.Function]*ownSummary),
	}
	a.holders = newHolders(a.catalogue)
	if !a.concerned() {
		return
	}
	a.ir = pass.ResultOf[ir.Analyzer].(*ir.Package)
	for _, fn := range a.ir.Functions() {
		r.Made = append(r.Made, a.made(fn)...)
		if obj, ok := fn.Object().(*types.Func); ok && fn.Parent() == nil {
			a.export(obj, fn)
		}
	}
}

type analyzer struct {
	pass      *analysis.Pass
	ir        *ir.Package
	catalogue *resource.Catalogue
	holders   *holders
	summaries map[*ssa.Function]*ownSummary
}

// An ownSummary is the Summary of a function of this package.
type ownSummary struct {
	Summary
	origins []token.Pos // where Makes are made
	made    []*Made
	busy    bool
}

// concerned is the fast path: does the package make or take pools at all? It
// decides from the syntax and the types, so that most packages need no SSA.
func (a *analyzer) concerned() bool {
	found := false
	for _, file := range a.pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				found = found || a.mayMake(n)
			case *ast.CompositeLit:
				found = found || a.isPool(n)
			case *ast.ValueSpec:
				found = found || n.Type != nil && a.isPool(n.Type)
			case *ast.FuncDecl:
				obj, ok := a.pass.TypesInfo.Defs[n.Name].(*types.Func)
				found = found || ok && a.takes(obj)
			}
			return !found
		})
	}
	return found
}

func (a *analyzer) isPool(e ast.Expr) bool {
	n, ok := types.Unalias(a.pass.TypesInfo.TypeOf(e)).(*types.Named)
	return ok && poolLiteral(a.catalogue, n) != nil
}

func (a *analyzer) mayMake(call *ast.CallExpr) bool {
	var id *ast.Ident
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		id = fun
	case *ast.SelectorExpr:
		id = fun.Sel
	default:
		return false
	}
	switch obj := a.pass.TypesInfo.Uses[id].(type) {
	case *types.Builtin:
		return obj.Name() == "new" && a.isPool(call.Args[0])
	case *types.Func:
		if m := a.catalogue.Func(obj.Origin()); m != nil {
			return m.Acquire != nil && m.Acquire.Churn
		}
		s := new(Summary)
		return obj.Pkg() != a.pass.Pkg && obj.Pkg() != nil && a.pass.ImportObjectFact(obj.Origin(), s) && len(s.Makes) > 0
	}
	return false
}

// takes reports whether a parameter or the receiver can hold a pool.
func (a *analyzer) takes(fn *types.Func) bool {
	sig := fn.Signature()
	return sig.Recv() != nil && a.holders.can(sig.Recv().Type()) || a.holders.can(sig.Params())
}

// export exports the summary of a function that others can call.
func (a *analyzer) export(obj *types.Func, fn *ssa.Function) {
	s := a.summarize(fn)
	if !obj.Exported() || len(s.Makes) == 0 && len(s.Drops) == 0 && s.New == 0 && !a.takes(obj) {
		return
	}
	fact := s.Summary
	a.pass.ExportObjectFact(obj, &fact)
}

// summaryOf returns the summary of a callee, and where it makes what it makes;
// nil if it is unknown. body is its SSA form, if there is any.
func (a *analyzer) summaryOf(callee *types.Func, body *ssa.Function) (*Summary, []token.Pos) {
	if callee.Pkg() != a.pass.Pkg {
		s := new(Summary)
		if callee.Pkg() == nil || !a.pass.ImportObjectFact(callee.Origin(), s) {
			return nil, nil
		}
		return s, nil
	}
	if body != nil {
		if o := body.Origin(); o != nil {
			body = o
		}
	}
	if body == nil || body.Blocks == nil || body.Parent() != nil {
		return nil, nil
	}
	if s := a.summarize(body); !s.busy {
		return &s.Summary, s.origins
	}
	return nil, nil // recursion
}

// made returns what a function makes, each with its use.
func (a *analyzer) made(fn *ssa.Function) []*Made {
	if fn.Parent() == nil {
		return a.summarize(fn).made
	}
	return a.followAll(fn)
}

func (a *analyzer) followAll(fn *ssa.Function) []*Made {
	var all []*Made
	for _, m := range a.constructions(fn) {
		t := a.follow(fn, m.Value)
		if m.Client && t.transport {
			continue // it has a transport, which counts
		}
		m.Use, m.Sent = t.use, t.sent
		if t.idle == IdleBounded && m.Idle == IdleForever {
			m.Idle = IdleBounded
		}
		all = append(all, m)
	}
	return all
}

// summarize computes the summary of a function of this package on first use.
func (a *analyzer) summarize(fn *ssa.Function) *ownSummary {
	if s := a.summaries[fn]; s != nil {
		return s
	}
	s := &ownSummary{busy: true}
	a.summaries[fn] = s
	for _, p := range fn.Params {
		u := Escapes // an any, say: it is not followed
		if a.holders.can(p.Type()) {
			u = a.follow(fn, p).use
		}
		s.Params = append(s.Params, u)
	}
	s.made = a.followAll(fn)
	s.Drops = a.dropsOfCallees(fn)
	for _, m := range s.made {
		switch {
		case m.Client || m.Use.Has(Escapes) || m.Use.Has(Disables):
		case m.Dropped():
			if m.Use.Has(Sends) && !m.Use.Has(Releases) && m.Leaks && always(m.Value.(ssa.Instruction).Block()) {
				s.Drops = append(s.Drops, m.Product)
			}
		default:
			for r := range m.Use.Results {
				if !a.surely(fn, m, r) {
					continue
				}
				p := m.Product
				p.Result = r
				s.Makes = append(s.Makes, p)
				s.origins = append(s.origins, m.where())
			}
		}
	}
	s.New = a.newResults(fn)
	s.busy = false
	return s
}

// dropsOfCallees returns what a function drops by the functions that it calls.
func (a *analyzer) dropsOfCallees(fn *ssa.Function) []Product {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			if callee := calleeOf(&call.Call); callee != nil && a.catalogue.Func(callee) == nil && always(b) {
				if s, _ := a.summaryOf(callee, call.Call.StaticCallee()); s != nil && len(s.Drops) > 0 {
					return s.Drops[:1:1]
				}
			}
		}
	}
	return nil
}

// surely reports whether result r is a new pool in each call that matters: it
// is one, or it holds one that is made whatever the arguments are.
func (a *analyzer) surely(fn *ssa.Function, m *Made, r int) bool {
	t := fn.Signature.Results().At(r).Type()
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	n, ok := types.Unalias(t).(*types.Named)
	if ok && (a.holders.isPool(n) || types.IsInterface(n)) {
		return true
	}
	return always(m.Value.(ssa.Instruction).Block())
}

// always reports whether a block runs on each call, failures left aside: no
// condition but tests of an error against nil lies before it. What is done only
// sometimes may be done only once.
func always(b *ssa.BasicBlock) bool {
	for d := b.Idom(); d != nil; b, d = d, d.Idom() {
		last, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		test, ok := last.Cond.(*ssa.BinOp)
		if !ok || !isError(test.X.Type()) {
			return false
		}
	}
	return true
}

func isError(t types.Type) bool { return types.Identical(t, types.Universe.Lookup("error").Type()) }

// where is the construction itself, also if it is made by another function.
func (m *Made) where() token.Pos {
	if m.Origin.IsValid() {
		return m.Origin
	}
	return m.Pos
}

// newResults finds the results that are made by the function and kept nowhere.
func (a *analyzer) newResults(fn *ssa.Function) Use {
	var u Use
	results := fn.Signature.Results()
	for i := range min(results.Len(), maxResults) {
		if a.holders.can(results.At(i).Type()) && a.returnsNew(fn, i) {
			u |= InResult(i)
		}
	}
	return u
}

func (a *analyzer) returnsNew(fn *ssa.Function, i int) bool {
	found := false
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		switch v := ret.Results[i].(type) {
		case *ssa.Const:
		case *ssa.Alloc:
			if a.follow(fn, v).use.Has(Escapes) {
				return false
			}
			found = true
		default:
			if !a.fresh(v) {
				return false
			}
			found = true
		}
	}
	return found
}

// fresh reports whether a value is a new holder that a call returned.
func (a *analyzer) fresh(v ssa.Value) bool {
	i := 0
	if x, ok := v.(*ssa.Extract); ok {
		v, i = x.Tuple, x.Index
	}
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	callee := calleeOf(&call.Call)
	if callee == nil {
		return false
	}
	if callee.FullName() == "net/http/httputil.NewSingleHostReverseProxy" {
		return true
	}
	s, _ := a.summaryOf(callee, call.Call.StaticCallee())
	return s != nil && s.New.Has(InResult(i))
}

// madeHere reports whether a variable only ever points to what is made in its
// own function.
func (a *analyzer) madeHere(cell *ssa.Alloc) bool {
	for _, ref := range *cell.Referrers() {
		if s, ok := ref.(*ssa.Store); ok && s.Addr == cell {
			switch v := s.Val.(type) {
			case *ssa.Alloc, *ssa.Const:
			default:
				if !a.fresh(v) {
					return false
				}
			}
		}
	}
	return true
}
