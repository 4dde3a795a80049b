package reqscope

import (
	"go/ast"
	"slices"

	"github.com/connlint/connlint/passes/finding"
)

// result spreads scopes along calls.
func (b *builder) result() *Result {
	r := &Result{
		scopes:     make(map[ast.Node]*Scope),
		loops:      b.loops,
		once:       make(map[ast.Node]bool),
		command:    make(map[ast.Node]bool),
		Registered: b.others,
	}
	b.inherit(r, b.reachedFromElsewhere())
	b.spread(r.once, func(n *node) bool { return n == nil || n.once }, func(e *callEdge) bool { return !b.open(e.to) })
	// Where commands are defined, what is exported serves them and the tests.
	b.spread(r.command, func(n *node) bool { return n != nil && n.command }, func(*callEdge) bool { return true })
	// What main passes on may be called again and again.
	b.spread(r.command, b.isMain, func(e *callEdge) bool { return !e.passed })
	return r
}

// reachedFromElsewhere returns the functions that may run outside of any
// request: those that nothing in the package calls, those whose calls are not
// all seen, what runs at initialization or once, and what these call. A receive
// loop stops it, and so does a function with a scope of its own.
func (b *builder) reachedFromElsewhere() map[*node]bool {
	reached := make(map[*node]bool)
	var reach func(n *node)
	reach = func(n *node) {
		if n.root != nil || reached[n] {
			return
		}
		reached[n] = true
		for _, e := range n.out {
			if e.scope == nil {
				reach(e.to)
			}
		}
	}
	for _, n := range b.all {
		atInit := slices.ContainsFunc(n.in, func(e *callEdge) bool { return e.from == nil })
		if n.once || n.escapes || len(n.in) == 0 || atInit {
			reach(n)
		}
	}
	return reached
}

// inherit walks from the roots, breadth first, so that the chain of calls is a
// shortest one. Literals come with their function, whoever calls it.
func (b *builder) inherit(r *Result, elsewhere map[*node]bool) {
	var queue []*node
	give := func(n *node, s *Scope) {
		if fn := n.cur.Node(); r.scopes[fn] == nil {
			r.scopes[fn] = s
			queue = append(queue, n)
		}
	}
	for _, n := range b.all {
		if n.root != nil {
			give(n, n.root)
		}
	}
	for _, n := range b.all {
		for _, e := range n.out {
			if e.scope != nil && !elsewhere[e.to] {
				give(e.to, b.through(e, e.scope))
			}
		}
	}
	for len(queue) > 0 {
		n := queue[0]
		queue = queue[1:]
		for _, e := range n.out {
			if e.scope == nil && !elsewhere[e.to] {
				give(e.to, b.through(e, r.scopes[n.cur.Node()]))
			}
		}
	}
}

// maxPath is how many steps of a chain are kept.
const maxPath = 5

// through is the scope that a function inherits by a call.
func (b *builder) through(e *callEdge, s *Scope) *Scope {
	t := *s
	if e.to.obj == nil {
		return &t
	}
	t.Sure = min(t.Sure, Medium)
	if e.to.obj.Exported() && b.pass.Pkg.Name() != "main" {
		t.Sure = Low
	}
	if len(t.Path) < maxPath {
		t.Path = append(slices.Clip(t.Path), finding.Step{Pos: e.site.Node().Pos(), Message: "calls " + e.to.obj.Name()})
	}
	return &t
}

// spread adds to a set of functions those of which something holds, and what only
// they call, to a fixed point. A function that is called outside of loops by what
// runs once runs once itself. A literal that is passed to an unknown call outside
// of loops is taken to run once as well: rules stay silent there. along says which
// calls count. holds is asked of the initialization of the package too, which is
// nil.
func (b *builder) spread(set map[ast.Node]bool, holds func(n *node) bool, along func(e *callEdge) bool) {
	for _, n := range b.all {
		if holds(n) {
			set[n.cur.Node()] = true
		}
	}
	in := func(n *node) bool {
		if n == nil {
			return holds(nil)
		}
		return set[n.cur.Node()]
	}
	for changed := true; changed; {
		changed = false
		for _, n := range b.all {
			if !in(n) && calledOnceBy(in, n, along) {
				set[n.cur.Node()] = true
				changed = true
			}
		}
	}
}

// open reports whether other packages may call a function.
func (b *builder) open(n *node) bool {
	return n.obj != nil && n.obj.Exported() && b.pass.Pkg.Name() != "main"
}

// isMain reports whether the process ends with a function.
func (b *builder) isMain(n *node) bool {
	return n != nil && n.obj != nil && n.obj.Name() == "main" && b.pass.Pkg.Name() == "main" && n.obj.Signature().Recv() == nil
}

func calledOnceBy(in func(n *node) bool, n *node, along func(e *callEdge) bool) bool {
	if n.root != nil || n.escapes || len(n.in) == 0 {
		return false
	}
	for _, e := range n.in {
		if e.inLoop || !in(e.from) || !along(e) {
			return false
		}
	}
	return true
}
