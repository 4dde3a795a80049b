package flow

import (
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// A nest is an outermost function with all the function literals inside it.
// Captured variables are cells of the nest: the free variable of a literal is
// the very cell that its one MakeClosure binds, so the search may walk from a
// function into its literals and back without translating anything.
type nest struct {
	e           *Engine
	root        *ssa.Function
	bindings    map[*ssa.FreeVar]ssa.Value
	closures    map[*ssa.Function]*ssa.MakeClosure
	comparisons map[string]*comparison
	decided     map[ssa.Value]int
	live        map[ssa.Value]map[*ssa.BasicBlock]bool
	reach       map[*ssa.BasicBlock]map[*ssa.BasicBlock]bool
}

func outermost(fn *ssa.Function) *ssa.Function {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	return fn
}

func (e *Engine) nest(fn *ssa.Function) *nest {
	root := outermost(fn)
	n := e.nests[root]
	if n == nil {
		n = &nest{
			e: e, root: root,
			bindings:    map[*ssa.FreeVar]ssa.Value{},
			closures:    map[*ssa.Function]*ssa.MakeClosure{},
			comparisons: map[string]*comparison{},
			decided:     map[ssa.Value]int{},
			live:        map[ssa.Value]map[*ssa.BasicBlock]bool{},
			reach:       map[*ssa.BasicBlock]map[*ssa.BasicBlock]bool{},
		}
		e.nests[root] = n
		n.bind(root)
		n.countTests(root)
	}
	return n
}

// bind records what the free variables of the literals in fn are bound to.
func (n *nest) bind(fn *ssa.Function) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			mc, ok := instr.(*ssa.MakeClosure)
			if !ok {
				continue
			}
			lit := mc.Fn.(*ssa.Function)
			if lit.Parent() != fn {
				continue // a bound method
			}
			n.closures[lit] = mc
			for i, fv := range lit.FreeVars {
				n.bindings[fv] = n.canon(mc.Bindings[i])
			}
		}
	}
	for _, lit := range fn.AnonFuncs {
		n.bind(lit)
	}
}

// canon returns the cell that a free variable stands for; other values are
// themselves.
func (n *nest) canon(v ssa.Value) ssa.Value {
	if fv, ok := v.(*ssa.FreeVar); ok {
		if b := n.bindings[fv]; b != nil {
			return b
		}
	}
	return v
}

func (s *search) canon(v ssa.Value) ssa.Value { return s.n.canon(v) }

// cell returns the subject that stands for the content of a variable of the
// nest, or of a field of a struct variable.
func (n *nest) cell(addr ssa.Value) (subject, bool) {
	path := deref
	for {
		switch a := n.canon(addr).(type) {
		case *ssa.Alloc:
			return subject{val: a, path: path}, true
		case *ssa.Global:
			return subject{val: a, path: path}, true // until the next call
		case *ssa.FieldAddr:
			rest, _ := path.after(deref)
			addr, path = a.X, deref+field(a.Field)+rest
			continue
		}
		return subject{}, false
	}
}

// countTests counts the branches on each comparison.
func (n *nest) countTests(fn *ssa.Function) {
	s := &search{e: n.e, n: n}
	for _, b := range fn.Blocks {
		if len(b.Instrs) == 0 {
			continue
		}
		if br, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If); ok {
			if c := s.resolve(br.Cond, State{}); c.sub.cmp != nil {
				c.sub.cmp.tests++
			}
		}
	}
	for _, lit := range fn.AnonFuncs {
		n.countTests(lit)
	}
}

// decisions counts the uses of v that may decide something: branches, returned
// errors and flags, and the variables that carry it there.
func (n *nest) decisions(v ssa.Value) int {
	if d, ok := n.decided[v]; ok {
		return d
	}
	n.decided[v] = 0 // cycles through phis add nothing
	refs := v.Referrers()
	if refs == nil {
		return 0
	}
	d := 0
	for _, r := range *refs {
		switch r := r.(type) {
		case *ssa.If, *ssa.Return, *ssa.Store:
			d++
		case *ssa.Phi:
			if n.decisions(r) > 0 {
				d++
			}
		case *ssa.BinOp:
			d += n.decisions(r)
		case *ssa.UnOp:
			if r.Op == token.NOT {
				d += n.decisions(r)
			}
		case *ssa.ChangeInterface:
			d += n.decisions(r)
		case *ssa.TypeAssert:
			d++
		case *ssa.Call:
			// A call that returns only if the argument is nil, or a predicate.
			d++
		}
	}
	n.decided[v] = d
	return d
}

// cellDecisions is decisions for all loads of a cell.
func (n *nest) cellDecisions(cell ssa.Value) int {
	if d, ok := n.decided[cell]; ok {
		return d
	}
	n.decided[cell] = 0
	d := 0
	n.eachUse(cell, func(r ssa.Instruction) {
		if load, ok := r.(*ssa.UnOp); ok && load.Op == token.MUL {
			d += n.decisions(load)
		}
	})
	n.decided[cell] = d
	return d
}

// eachUse visits the referrers of a cell in the whole nest, through the free
// variables that are bound to it.
func (n *nest) eachUse(cell ssa.Value, visit func(ssa.Instruction)) {
	refs := cell.Referrers()
	if refs == nil {
		return
	}
	for _, r := range *refs {
		visit(r)
		if mc, ok := r.(*ssa.MakeClosure); ok {
			lit := mc.Fn.(*ssa.Function)
			for i, b := range mc.Bindings {
				if b == cell && i < len(lit.FreeVars) {
					n.eachUse(lit.FreeVars[i], visit)
				}
			}
		}
	}
}

// eachStore visits the assignments of a variable, or of a field at its address, in
// the nest.
func (n *nest) eachStore(cell ssa.Value, visit func(*ssa.Store)) {
	n.eachUse(cell, func(r ssa.Instruction) {
		if st, ok := r.(*ssa.Store); ok && n.canon(st.Addr) == cell {
			visit(st)
		}
	})
}

// liveIn reports whether v may be used at or after the start of block b.
func (n *nest) liveIn(v ssa.Value, b *ssa.BasicBlock) bool {
	blocks := n.live[v]
	if blocks == nil {
		blocks = liveBlocks(v)
		n.live[v] = blocks
	}
	return blocks[b]
}

func liveBlocks(v ssa.Value) map[*ssa.BasicBlock]bool {
	live := map[*ssa.BasicBlock]bool{}
	refs := v.Referrers()
	if refs == nil {
		return live
	}
	var def *ssa.BasicBlock
	if instr, ok := v.(ssa.Instruction); ok {
		def = instr.Block()
	}
	var work []*ssa.BasicBlock
	add := func(b *ssa.BasicBlock) {
		if b != def && !live[b] {
			live[b] = true
			work = append(work, b)
		}
	}
	for _, r := range *refs {
		if phi, ok := r.(*ssa.Phi); ok {
			// A phi uses its operand at the end of the predecessor.
			for i, e := range phi.Edges {
				if e == v {
					add(phi.Block().Preds[i])
				}
			}
			continue
		}
		if r.Block() == def {
			continue // used where it is defined, or before: the loop case is below
		}
		add(r.Block())
	}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		for _, p := range b.Preds {
			add(p)
		}
	}
	return live
}

// reaches reports whether control can flow from instruction a to instruction b
// of the same function.
func (n *nest) reaches(a, b ssa.Instruction) bool {
	from, to := a.Block(), b.Block()
	if from == to {
		for _, instr := range from.Instrs {
			if instr == a {
				return true
			}
			if instr == b {
				break
			}
		}
	}
	return n.after(from)[to]
}

// repeats reports whether control can come back to an instruction.
func (n *nest) repeats(instr ssa.Instruction) bool { return n.after(instr.Block())[instr.Block()] }

// after returns the blocks that control can reach from the end of a block.
func (n *nest) after(from *ssa.BasicBlock) map[*ssa.BasicBlock]bool {
	set := n.reach[from]
	if set != nil {
		return set
	}
	set = map[*ssa.BasicBlock]bool{}
	work := append([]*ssa.BasicBlock(nil), from.Succs...)
	for len(work) > 0 {
		x := work[len(work)-1]
		work = work[:len(work)-1]
		if !set[x] {
			set[x] = true
			work = append(work, x.Succs...)
		}
	}
	n.reach[from] = set
	return set
}

// reachesPast reports whether control can flow from instruction a to instruction
// b without executing def, which dominates both.
func (n *nest) reachesPast(a, b, def ssa.Instruction) bool {
	if a.Parent() != def.Parent() || !n.reaches(a, b) || a.Block() == b.Block() && before(a, b) {
		return n.reaches(a, b)
	}
	return flowsPast(a.Block(), b.Block(), def.Block())
}

// flowsPast reports whether control can flow from the end of one block to the start
// of another without passing a third.
func flowsPast(from, to, def *ssa.BasicBlock) bool {
	seen := map[*ssa.BasicBlock]bool{def: true}
	work := []*ssa.BasicBlock{from}
	for len(work) > 0 {
		x := work[len(work)-1]
		work = work[:len(work)-1]
		for _, succ := range x.Succs {
			if !seen[succ] {
				if succ == to {
					return true
				}
				seen[succ] = true
				work = append(work, succ)
			}
		}
	}
	return false
}
