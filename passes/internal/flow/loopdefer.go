package flow

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/connlint/connlint/passes/resource"
)

// A LoopDefer is a release that is deferred in the loop that acquires the
// resource, so that it happens for all iterations when the function returns.
type LoopDefer struct {
	Kind  *resource.Kind
	Call  *ast.CallExpr // the acquiring call
	API   string        // how the source names it
	Defer *ssa.Defer

	// Done says that the resource also ends by being read to its end.
	Done bool

	// Lent says that something which was made from the resource may be used
	// after the iteration.
	Lent bool
}

// Deferred returns the releases that a function defers in the loop of the
// acquisition.
func (e *Engine) Deferred(fn *ssa.Function) []*LoopDefer {
	var list []*LoopDefer
	for _, ob := range e.acquisitions(fn) {
		list = append(list, e.search(ob).late...)
	}
	return list
}

// loopDefers finds the defer statements that release the resource of a finished
// search, and from which the acquisition is reached again with the resource
// still open.
func (e *Engine) loopDefers(ob *Obligation, s *search) (late []*LoopDefer) {
	if s.overflow || ob.Kind == nil || ob.Kind.Rule == "" {
		return nil
	}
	seen := map[*ssa.Defer]bool{}
	consider := func(d *ssa.Defer, id int32) {
		if d == nil || seen[d] || d.Parent() != ob.Fn {
			return
		}
		seen[d] = true
		if !s.n.reaches(d, ob.Instr) && !isRangeBody(ob.Fn) {
			return
		}
		call := e.ir.Call(ob.pos())
		if held := s.heldOn(d, id); held && call != nil {
			late = append(late, &LoopDefer{ob.Kind, call, ob.API, d, len(ob.Done) > 0, s.lent || s.outlived()})
		}
	}
	for _, ex := range s.exits {
		if ex.kind == exitReleased {
			consider(s.deferOf(ex.node, ex.instr), ex.node)
		}
	}
	// A search that goes on after the release has no exit there.
	for id, n := range s.nodes {
		if n.state.gone == exitReleased && n.parent >= 0 && n.index > 0 && s.nodes[n.parent].state.gone == exitOpen {
			consider(s.deferOf(int32(id), n.block.Instrs[n.index-1]), n.parent)
		}
	}
	return late
}

// deferOf returns the defer statement by which a release comes about: the
// instruction itself, or the deferred literal that it is in.
func (s *search) deferOf(id int32, instr ssa.Instruction) *ssa.Defer {
	for fr := s.nodes[id].frame; fr != nil; fr = fr.parent {
		if d, ok := fr.call.(*ssa.Defer); ok && fr.isDefer {
			return d
		}
	}
	d, _ := instr.(*ssa.Defer)
	return d
}

// heldOn reports whether a path leads from the defer statement d back to the
// acquisition on which nothing else releases the resource, and nothing keeps it
// on purpose. The node is where the path to d is known.
func (s *search) heldOn(d *ssa.Defer, id int32) bool {
	st, index := State{}, -1
	for ; id >= 0; id = s.nodes[id].parent {
		n := s.nodes[id]
		if n.block != d.Block() || n.frame.fn != d.Parent() {
			continue
		}
		if at := slices.Index(n.block.Instrs, ssa.Instruction(d)); at >= n.index {
			st, index = n.state, at
			for _, instr := range n.block.Instrs[n.index:at] {
				if v, ok := instr.(ssa.Value); ok {
					if _, isCall := instr.(*ssa.Call); !isCall {
						st = s.derive(v, st.define(v))
					}
				}
			}
			break
		}
	}
	if index < 0 {
		return false // deferred before the acquisition: it is about the last one
	}
	ob := *s.ob
	ob.Done, ob.until = nil, nil // read to the end or not, nobody relies on it
	sub := s.e.newSearch(d.Parent(), &ob)
	sub.param, sub.split, sub.depth = true, true, s.depth
	st.defers, st.gone = nil, exitOpen
	sub.run(sub.intern(frame{fn: d.Parent()}), d.Block(), index+1, st)
	if sub.overflow || sub.lent || sub.spread(s) {
		return false
	}
	for id, n := range sub.nodes {
		if n.parent >= 0 && n.index == 0 && n.block == s.ob.Instr.Block() && n.frame.fn == s.ob.Fn && sub.stays(int32(id)) {
			return true
		}
	}
	for _, ex := range sub.exits {
		ret, ok := ex.instr.(*ssa.Return)
		if ok && isRangeBody(ret.Parent()) && ex.values[0] == boolean(true) && ex.kind != exitReleased && sub.stays(ex.node) {
			return true
		}
	}
	return false
}

// stays reports whether on the way to a node the resource was neither released
// nor put where it is kept for later. Being handed to some function counts as
// neither: whoever defers the release means to keep it.
func (s *search) stays(id int32) bool {
	for ; id >= 0; id = s.nodes[id].parent {
		n := s.nodes[id]
		if n.state.gone == exitReleased {
			return false
		}
		if n.state.gone != exitTransferred || n.parent < 0 || s.nodes[n.parent].state.gone != exitOpen || n.index == 0 {
			continue
		}
		call, ok := n.block.Instrs[n.index-1].(*ssa.Call)
		if !ok {
			return false
		}
		if _, isBuiltin := call.Call.Value.(*ssa.Builtin); isBuiltin {
			return false
		}
		for _, a := range call.Call.Args {
			if _, ok := a.Type().Underlying().(*types.Signature); ok {
				return false // a callback may run later
			}
		}
	}
	return true
}

// spread reports whether what was made from the resource is collected, or a
// literal that can see the resource is started beside the loop.
func (s *search) spread(from *search) bool {
	for _, vs := range []map[ssa.Value]bool{s.derived, from.derived} {
		for v := range vs {
			if s.collected(v, map[ssa.Value]bool{}) {
				return true
			}
		}
	}
	for _, named := range []map[ssa.Value]bool{s.named, from.named} {
		for v := range named {
			if v.Referrers() == nil {
				continue
			}
			for _, r := range *v.Referrers() {
				if mc, ok := r.(*ssa.MakeClosure); ok && startedBeside(mc) {
					return true
				}
			}
		}
	}
	return false
}

// collected reports whether v, which reads from the resource, is put somewhere.
func (s *search) collected(v ssa.Value, seen map[ssa.Value]bool) bool {
	if seen[v] || v.Referrers() == nil || !lends(v.Type()) {
		return false
	}
	seen[v] = true
	for _, r := range *v.Referrers() {
		switch r := r.(type) {
		case *ssa.MapUpdate, *ssa.Send, *ssa.Go:
			return true
		case *ssa.Store:
			if r.Val != v {
				continue
			}
			if _, ok := r.Addr.(*ssa.IndexAddr); ok {
				if arr := varargs(r.Addr); arr == nil || appended(arr) {
					return true
				}
			} else if _, ok := s.canon(r.Addr).(*ssa.Alloc); !ok {
				return true
			}
		case *ssa.Extract, *ssa.Phi, *ssa.ChangeInterface, *ssa.MakeInterface, *ssa.ChangeType:
			if s.collected(r.(ssa.Value), seen) {
				return true
			}
		}
	}
	return false
}

// appended reports whether the array of a variadic call is that of an append.
func appended(arr *ssa.Alloc) bool {
	for _, r := range *arr.Referrers() {
		slice, ok := r.(*ssa.Slice)
		if !ok {
			continue
		}
		for _, u := range *slice.Referrers() {
			if call, ok := u.(*ssa.Call); ok {
				if b, ok := call.Call.Value.(*ssa.Builtin); ok && b.Name() == "append" {
					return true
				}
			}
		}
	}
	return false
}

// startedBeside reports whether a literal runs beside the loop: by a go
// statement, or by the Go method of a group.
func startedBeside(mc *ssa.MakeClosure) bool {
	for _, r := range *mc.Referrers() {
		switch r := r.(type) {
		case *ssa.Go:
			return true
		case *ssa.Call:
			c := r.Common()
			if c.IsInvoke() && c.Method.Name() == "Go" {
				return true
			}
			if fn := c.StaticCallee(); fn != nil && fn.Signature.Recv() != nil && fn.Name() == "Go" {
				return true
			}
		}
	}
	return false
}

// Pos returns the defer statement.
func (l *LoopDefer) Pos() token.Pos { return l.Defer.Pos() }
