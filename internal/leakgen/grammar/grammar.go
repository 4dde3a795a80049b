// Package grammar makes random programs that acquire, use, hand over and
// release connections.
//
// The grammar follows the resources: at each exit it decides for each resource
// that is still open whether it is released first. How careful a program is, is
// drawn once, so that clean and leaky programs come in similar numbers. What a
// program really does is not worked out here but found by running it.
//
// Without correlation, every condition is a decision of its own. Correlated
// programs test a decision more than once, or test what can only come out one
// way: whether their paths are feasible takes more than looking at each branch.
package grammar

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	. "github.com/connlint/connlint/internal/leakgen/program"
)

// Options choose among programs.
type Options struct {
	Kind       string // response, conn, rows, client; "" for any
	Correlated bool
}

// New returns the program of a seed.
func New(seed uint64, o Options) *Program {
	g := &gen{
		r:          rand.New(rand.NewPCG(seed, 0x6c65616b)),
		p:          &Program{},
		names:      make(map[string]int),
		declared:   make(map[string]bool),
		correlated: o.Correlated,
	}
	g.k = pick(g, kinds)
	for _, k := range kinds {
		if k.name == o.Kind {
			g.k = k
		}
	}
	g.p.Kind = g.k.name
	if o.Correlated {
		g.p.AddLabel("correlated")
	}
	g.careful = pick(g, []float64{0.7, 0.9, 0.97, 1})
	g.most = pick(g, []int{1, 2, 2, 3})
	g.function()
	return g.p
}

type gen struct {
	r          *rand.Rand
	p          *Program
	k          kind
	correlated bool
	careful    float64
	names      map[string]int
	declared   map[string]bool

	hoist    bool // variables are declared at the top, so that goto may jump
	hoisted  []*Node
	params   []string // of the function under test
	args     []string // what its caller passes
	result   string   // "", "error" or "both"
	named    bool     // results have names
	pool     []string // conditions that may be tested again
	acquired int
	most     int // acquisitions
	gotoEnd  bool
	nested   int // depth of blocks
}

// A resource is one that the program has to take care of.
type resource struct {
	v       string // variable
	typ     string
	kind    kind
	closer  string // expression with a Close method
	release string // a call that releases, if it is not Close of closer
	level   int    // of the scope that declares it
	status  bool   // its status was not tested yet
	whole   bool   // v is of the kind's type, so that uses and transfers apply
}

// A scope is what the grammar knows at a place.
type scope struct {
	open    []*resource
	loops   []loop
	level   int
	literal int // level of the innermost function literal; 0 if there is none
}

type loop struct {
	label  string
	level  int
	yields bool
}

func (sc *scope) clone() *scope {
	c := *sc
	c.open = slices.Clone(sc.open)
	c.loops = slices.Clone(sc.loops)
	return &c
}

func (sc *scope) closed(r *resource) {
	sc.open = slices.DeleteFunc(sc.open, func(o *resource) bool { return o == r })
}

// join makes what is open after some of the branches.
func (sc *scope) join(branches ...*scope) {
	var open []*resource
	for _, b := range branches {
		for _, r := range b.open {
			if r.level <= sc.level && !slices.Contains(open, r) {
				open = append(open, r)
			}
		}
	}
	sc.open = open
}

func pick[T any](g *gen, of []T) T { return of[g.r.IntN(len(of))] }

func (g *gen) chance(p float64) bool { return g.r.Float64() < p }

func (g *gen) name(base string) string {
	g.names[base]++
	if n := g.names[base]; n > 1 {
		return fmt.Sprintf("%s%d", base, n)
	}
	return base
}

// declare adds a top-level declaration, once.
func (g *gen) declare(name, text string) {
	if !g.declared[name] {
		g.declared[name] = true
		g.p.Decls = append(g.p.Decls, &Decl{Name: name, Head: text})
	}
}

func (g *gen) declareFunc(name, head string, body ...*Node) {
	if !g.declared[name] {
		g.declared[name] = true
		g.p.Decls = append(g.p.Decls, &Decl{Name: name, Head: head, Body: body, Func: true})
	}
}

// assign declares and assigns, or only assigns if variables are hoisted.
func (g *gen) assign(text string, varsAndTypes ...string) *Node {
	var vars []string
	for i := 0; i < len(varsAndTypes); i += 2 {
		vars = append(vars, varsAndTypes[i])
		if g.hoist {
			g.hoisted = append(g.hoisted, Var(varsAndTypes[i], varsAndTypes[i+1]))
		}
	}
	if g.hoist {
		return Assign("=", text, vars...)
	}
	return Assign(":=", text, vars...)
}

// function makes the function under test.
func (g *gen) function() {
	g.result = pick(g, []string{"", "error", "error", "both", "both"})
	g.named = g.result != "" && g.chance(0.3)
	g.hoist = g.chance(0.2)
	g.gotoEnd = g.hoist && g.chance(0.5)
	if g.named { // what the results are called is taken
		g.names["err"], g.names["out"] = 1, 1
	}
	root := &Decl{Name: "f", Func: true}
	g.p.Decls = append(g.p.Decls, root)

	sc := &scope{level: 1}
	var body []*Node
	if g.correlated {
		body = append(body, g.decisions()...)
	}
	var stmts []*Node
	done := false
	for n := 1 + g.r.IntN(4)/3; n > 0 && !done; n-- {
		var s []*Node
		s, done = g.acquire(sc)
		stmts = append(stmts, s...)
		for m := g.r.IntN(3); m > 0 && !done; m-- {
			s, done = g.item(sc)
			stmts = append(stmts, s...)
		}
		if g.acquired >= g.most {
			break
		}
	}
	if !done {
		if g.gotoEnd {
			stmts = append(stmts, g.labelEnd(sc)...)
		}
		stmts = append(stmts, g.leave(sc, 0)...)
	}
	root.Body = slices.Concat(body, g.hoisted, stmts)
	root.Head = fmt.Sprintf("func $f(%s) %s{", strings.Join(g.params, ", "), g.results())
	call := fmt.Sprintf("$f(%s)", strings.Join(g.args, ", "))
	switch g.result {
	case "error":
		call = "env.Drop(" + call + ")"
	case "both":
		call = "env.Take(" + call + ")"
	}
	g.p.Call = call
	for _, name := range []string{"client", "request", "dialer", "db"} {
		g.declare(name, globals[name])
	}
}

func (g *gen) results() string {
	switch {
	case g.result == "error" && g.named:
		return "(err error) "
	case g.result == "error":
		return "error "
	case g.result == "both" && g.named:
		return "(out " + g.k.typ + ", err error) "
	case g.result == "both":
		return "(" + g.k.typ + ", error) "
	}
	return ""
}

// param adds a parameter to the function under test.
func (g *gen) param(base, typ, arg string) string {
	name := g.name(base)
	g.params = append(g.params, name+" "+typ)
	g.args = append(g.args, arg)
	return name
}

// block makes up to n items in a scope of their own. ended says that control
// does not reach its end.
func (g *gen) block(sc *scope, n int) (body []*Node, ended bool) {
	g.nested++
	defer func() { g.nested-- }()
	for ; n > 0 && !ended; n-- {
		var s []*Node
		s, ended = g.item(sc)
		body = append(body, s...)
	}
	if !ended {
		body = append(body, g.endOfScope(sc)...)
	}
	return body, ended
}

// inner makes a block one level down, from a copy of the scope.
func (g *gen) inner(sc *scope, n int) (body []*Node, after *scope, ended bool) {
	c := sc.clone()
	c.level++
	body, ended = g.block(c, n)
	return body, c, ended
}

// endOfScope takes care of what was acquired in the scope.
func (g *gen) endOfScope(sc *scope) (body []*Node) {
	for _, r := range slices.Clone(sc.open) {
		if r.level == sc.level {
			if g.chance(g.careful) {
				body = append(body, g.release(r)...)
			}
			sc.closed(r)
		}
	}
	return body
}

func fill(text string, r *resource) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, "V.", r.v+"."), "V", r.v)
}
