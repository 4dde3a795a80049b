package flow

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/connlint/connlint/passes/resource"
)

// A Leak is an obligation that some path does not meet.
type Leak struct {
	Kind *resource.Kind
	At   ast.Expr // the acquiring call, or the composite literal
	API  string   // how the source names it
	Fn   *ssa.Function
	Ob   *Obligation
	e    *Engine

	How  How
	Exit token.Pos // the return, or where the last reference is dropped

	// Again says that the reference is lost because the acquiring call is
	// executed again.
	Again bool

	// Always says that no path releases the resource or hands it over.
	Always bool

	// Drained says that on every open path the resource was read to its end.
	Drained bool

	// Broken says that on every open path reading the resource failed.
	Broken bool

	// Cancelled says that the request of the response is cancelled when the
	// function returns, which closes the connection.
	Cancelled bool

	// Bodyless says that the request is a HEAD: its response has no body to
	// hold a connection.
	Bodyless bool

	// Transferred says that some path hands the resource over, so that a
	// deferred release at the acquisition would be wrong.
	Transferred bool

	// Lent says that something which reads from the resource may outlive the
	// function, so that releasing it on return would be too early.
	Lent bool

	// Branches are the decisions on the shortest open path, in order.
	Branches []Branch
}

// How is the way in which a resource is lost.
type How uint8

const (
	AtReturn    How = iota // the function returns with it
	Discarded              // nobody ever gets hold of it
	Overwritten            // its last reference is overwritten or runs out of scope in a loop
)

// A Branch is a decision that a path takes.
type Branch struct {
	Pos  token.Pos // of the condition
	Side bool
	// Decisive says that the other side releases the resource.
	Decisive bool
}

// Incomplete is a function in which the search gave up.
type Incomplete struct {
	Kind *resource.Kind
	Pos  token.Pos
	API  string
}

// Leaks returns the leaks of the resources that a function acquires.
func (e *Engine) Leaks(fn *ssa.Function) (leaks []*Leak, incomplete []Incomplete) {
	for _, ob := range e.acquisitions(fn) {
		s := e.search(ob)
		if s.overflow {
			incomplete = append(incomplete, Incomplete{ob.Kind, ob.pos(), ob.API})
			continue
		}
		if s.leak != nil && !(ob.OneOf && len(leaks) > 0 && leaks[len(leaks)-1].Ob.Instr == ob.Instr) {
			leaks = append(leaks, s.leak)
		}
	}
	return leaks, incomplete
}

func (e *Engine) leak(ob *Obligation, s *search) *Leak {
	l := &Leak{Kind: ob.Kind, At: e.ir.Expr(ob.pos()), API: ob.API, Fn: ob.Fn, Ob: ob, e: e, Always: true, Drained: true, Broken: true}
	if l.At == nil || s.vague {
		return nil
	}
	if ob.value() == nil {
		l.How, l.Exit, l.Drained, l.Broken = Discarded, l.At.End(), false, false
		return l
	}
	worst := -1
	for i, ex := range s.exits {
		switch {
		case len(ob.activate) > 0 && !ex.active: // it held nothing
		case ex.kind == exitReleased:
			l.Always = false
		case ex.kind == exitTransferred || ex.results != nil:
			l.Always, l.Transferred = false, true
		case ex.kind == exitOpen && s.atProcessEnd(ex):
		default:
			l.Drained = l.Drained && (ex.read == toEOF || ex.read == broken || ex.empty)
			l.Broken = l.Broken && (ex.read == broken || ex.empty)
			if worst < 0 || !ex.empty && s.exits[worst].empty || ex.empty == s.exits[worst].empty && ex.node < s.exits[worst].node {
				worst = i
			}
		}
	}
	if worst < 0 {
		return nil
	}
	ex := s.exits[worst]
	l.Exit = exitPos(ex, s)
	switch {
	case e.discarded(ob):
		l.How, l.Drained, l.Broken = Discarded, false, false
	case ex.kind == exitLost:
		l.How, l.Again = Overwritten, ex.instr == ssa.Instruction(ob.Instr)
	}
	l.Branches = s.branches(ex)
	l.Lent = s.lent || s.outlived()
	l.Bodyless = ex.empty || s.answersHead(ob)
	l.Cancelled = ob.Kind.Name == "body" && l.How == AtReturn && s.cancelledOnReturn(ob)
	return l
}

// Returns says whether a call in the leaking function returns. Parameters are
// counted without the receiver.
func (l *Leak) Returns(call *ast.CallExpr) Returns {
	s := &search{e: l.e, n: l.e.nest(l.Fn)}
	for _, b := range l.Fn.Blocks {
		for _, instr := range b.Instrs {
			if c, ok := instr.(*ssa.Call); ok && c.Call.Pos() == call.Lparen {
				to := s.callee(&c.Call, State{})
				r := l.e.returnsOf(to)
				if to.recv != nil {
					r.IfNil = slices.Clone(r.IfNil)
					for i := range r.IfNil {
						r.IfNil[i]--
					}
				}
				return r
			}
		}
	}
	return Returns{}
}

func isString(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

// discarded reports whether the result is dropped where it is obtained.
func (e *Engine) discarded(ob *Obligation) bool {
	call, ok := ob.Instr.(*ssa.Call)
	if !ok || len(ob.more)+len(ob.recv) > 0 {
		return false
	}
	for _, r := range *call.Referrers() {
		ext, isExtract := r.(*ssa.Extract)
		if !isExtract || ext.Index == ob.Result && len(*ext.Referrers()) > 0 {
			return false
		}
	}
	return true
}

// atProcessEnd: what is open when main or TestMain returns, or after the
// package is initialised, lives as long as the process.
func (s *search) atProcessEnd(ex exit) bool {
	fn := s.nodes[ex.node].frame.fn
	if fn.Parent() != nil || fn.Signature.Recv() != nil {
		return false
	}
	switch fn.Name() {
	case "main":
		return fn.Pkg.Pkg.Name() == "main"
	case "TestMain":
		return true
	}
	return fn.Name() == "init" || len(fn.Name()) > 5 && fn.Name()[:5] == "init#"
}

func exitPos(ex exit, s *search) token.Pos {
	if ex.instr != nil && ex.instr.Pos().IsValid() {
		return ex.instr.Pos()
	}
	n := s.nodes[ex.node]
	if ex.instr == nil {
		// Lost on an edge: by the assignment of a variable.
		if br := n.block.Instrs[len(n.block.Instrs)-1]; br.Pos().IsValid() {
			return br.Pos()
		}
	}
	switch syn := n.frame.fn.Syntax().(type) {
	case *ast.FuncDecl:
		return syn.Body.Rbrace
	case *ast.FuncLit:
		return syn.Body.Rbrace
	}
	return s.ob.pos()
}

// branches returns the decisions on the way to an exit. The decisive one is the
// first from which on no path releases the resource any more.
func (s *search) branches(ex exit) []Branch {
	var way []int32
	for id := ex.node; id >= 0; id = s.nodes[id].parent {
		way = append(way, id)
	}
	slices.Reverse(way)
	var list []Branch
	decided := false
	for _, id := range way {
		n := s.nodes[id]
		if n.branch == nil {
			continue
		}
		if pos := s.e.condPos(n.branch); pos.IsValid() {
			list = append(list, Branch{pos, n.side, !n.saved && !decided})
			decided = decided || !n.saved
		}
	}
	return list
}

// condPos returns where a condition stands. Of a variable, SSA says only where it
// is declared, or what computed it.
func (e *Engine) condPos(br *ssa.If) token.Pos {
	v, name := br.Cond, ""
	for not, ok := v.(*ssa.UnOp); ok && not.Op == token.NOT; not, ok = v.(*ssa.UnOp) {
		v = not.X
	}
	if load, ok := v.(*ssa.UnOp); ok {
		if _, ok := load.X.(*ssa.FieldAddr); ok {
			return load.X.Pos()
		}
		v = load.X
	}
	switch x := v.(type) {
	case *ssa.Parameter, *ssa.FreeVar, *ssa.Global:
		name = x.Name()
	case *ssa.Alloc:
		name = x.Comment
	case *ssa.Phi:
		name = x.Comment
	case *ssa.Extract:
	default:
		return v.Pos()
	}
	if id := e.ir.Tested(firstPos(br.Block().Succs[0]), name); id != nil {
		return id.Pos()
	}
	if ext, ok := v.(*ssa.Extract); ok {
		return ext.Tuple.Pos()
	}
	return v.Pos()
}

// firstPos returns the position of a block's first instruction that has one.
func firstPos(b *ssa.BasicBlock) token.Pos {
	for _, instr := range b.Instrs {
		if pos := instr.Pos(); pos.IsValid() {
			return pos
		}
	}
	return token.NoPos
}

// apiName names what a call calls: http.Get, (*http.Client).Do, or fetch for a
// function of this package.
func (e *Engine) apiName(call ssa.CallInstruction) string {
	c := call.Common()
	var obj *types.Func
	if fn := c.StaticCallee(); fn != nil {
		if o := fn.Origin(); o != nil {
			fn = o
		}
		obj, _ = fn.Object().(*types.Func)
	} else if c.IsInvoke() {
		obj = c.Method
	}
	if obj == nil {
		if ast := e.ir.Call(c.Pos()); ast != nil {
			return types.ExprString(ast.Fun)
		}
		return "the call"
	}
	qualifier := func(p *types.Package) string {
		if p == e.types {
			return ""
		}
		return p.Name()
	}
	if recv := obj.Signature().Recv(); recv != nil {
		return "(" + types.TypeString(recv.Type(), qualifier) + ")." + obj.Name()
	}
	if q := qualifier(obj.Pkg()); q != "" {
		return q + "." + obj.Name()
	}
	return obj.Name()
}
