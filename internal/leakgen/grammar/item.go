package grammar

import (
	"fmt"
	"slices"
	"strings"

	. "github.com/connlint/connlint/internal/leakgen/program"
)

// item makes the next statements. ended says that control does not go on.
func (g *gen) item(sc *scope) (body []*Node, ended bool) {
	if g.nested > 2 {
		return g.use(sc), false
	}
	for {
		switch n := g.r.IntN(100); {
		case n < 8:
			if g.acquired < g.most {
				return g.acquire(sc)
			}
		case n < 12:
			if g.acquired < g.most {
				g.acquired++
				return g.pattern(sc), false
			}
		case n < 26:
			return g.use(sc), false
		case n < 38:
			return g.branch(sc), false
		case n < 54:
			return g.mayExit(sc), false
		case n < 64:
			return g.loop(sc)
		case n < 68:
			return g.switches(sc)
		case n < 71:
			return g.selects(sc)
		case n < 78:
			if r := g.one(sc); r != nil {
				sc.closed(r)
				return g.release(r), false
			}
		case n < 86:
			if r := g.one(sc); r != nil {
				sc.closed(r)
				return g.deferred(r), false
			}
		case n < 89:
			if r := g.one(sc); r != nil {
				return g.transfer(sc, r), false
			}
		case n < 92:
			return g.called(sc), false
		case n < 94:
			if r := g.one(sc); r != nil {
				return []*Node{If(g.cond(sc), g.deferred(r), nil)}, false
			}
		case n < 97:
			if r := g.one(sc); r != nil {
				return g.shape(sc, r), false
			}
		default:
			if g.correlated {
				return g.correlation(sc), false
			}
		}
	}
}

// one picks an open resource, or nil.
func (g *gen) one(sc *scope) *resource {
	if len(sc.open) == 0 {
		return nil
	}
	return pick(g, sc.open)
}

// cond is a condition: a fresh decision, unless the program is correlated.
func (g *gen) cond(sc *scope) string {
	if g.correlated && g.chance(0.6) {
		if c := g.again(sc); c != "" {
			return c
		}
	}
	switch g.r.IntN(10) {
	case 0:
		return "!env.Bool()"
	case 1:
		return "env.Int(3) == 1"
	case 2:
		return "env.Bool() && env.Bool()"
	case 3:
		return "env.Bool() || env.Bool()"
	case 4:
		return g.param("p", "bool", "env.Bool()")
	case 5, 6:
		for _, r := range sc.open {
			if r.whole && r.status && r.kind.status != "" {
				r.status = g.correlated
				g.p.Status = true
				return fill(r.kind.status, r)
			}
		}
	}
	return "env.Bool()"
}

func (g *gen) use(sc *scope) []*Node {
	r := g.one(sc)
	if r == nil || !r.whole {
		return []*Node{Stmt("lib.Look(1)")}
	}
	if len(r.kind.checked) > 0 && g.chance(0.3) {
		e := g.name("rerr")
		text := strings.ReplaceAll(fill(pick(g, r.kind.checked), r), "E", e)
		if !g.chance(0.5) {
			return []*Node{IfInit(text, e+" != nil", []*Node{Stmt("lib.Look(2)")}, nil)}
		}
		g.p.ReadErr = true
		return []*Node{IfInit(text, e+" != nil", g.exit(sc.clone()), nil)}
	}
	if r.kind.rows && g.nested < 3 && g.chance(0.5) {
		return g.rowsLoop(sc, r)
	}
	return []*Node{Stmt(fill(pick(g, r.kind.uses), r))}
}

// rowsLoop reads the rows, which closes them unless the loop is left early.
func (g *gen) rowsLoop(sc *scope, r *resource) []*Node {
	c := sc.clone()
	c.level++
	c.loops = append(c.loops, loop{level: sc.level, label: g.name("L")})
	g.nested++
	body, _ := g.block(c, 1+g.r.IntN(2))
	g.nested--
	switch g.r.IntN(3) {
	case 0:
		body = append([]*Node{Stmt("_ = " + r.v + ".Scan(new(int))")}, body...)
	case 1:
		g.p.ReadErr = true
		e := g.name("rerr")
		body = append([]*Node{IfInit(e+" := "+r.v+".Scan(new(int))", e+" != nil", g.exit(c.clone()), nil)}, body...)
	}
	loop := []*Node{Loop(r.v+".Next()", body)}
	loop[0].Label = c.loops[len(c.loops)-1].label
	if g.chance(0.3) {
		return append(loop, Stmt("lib.Look("+r.v+".Err())"))
	}
	return loop
}

func (g *gen) branch(sc *scope) []*Node {
	cond := g.cond(sc)
	then, a, ended1 := g.inner(sc, 1+g.r.IntN(2))
	if g.chance(0.6) {
		if !ended1 {
			sc.join(sc.clone(), a)
		}
		return []*Node{If(cond, then, nil)}
	}
	els, b, ended2 := g.inner(sc, 1+g.r.IntN(2))
	if els == nil {
		els = []*Node{}
	}
	switch {
	case ended1 && ended2:
		// Keep control flowing, as the caller expects.
		els, b, _ = []*Node{Stmt("lib.Look(3)")}, sc.clone(), false
		sc.join(b)
	case ended1:
		sc.join(b)
	case ended2:
		sc.join(a)
	default:
		sc.join(a, b)
	}
	return []*Node{If(cond, then, els)}
}

// mayExit leaves the function or a loop on some condition.
func (g *gen) mayExit(sc *scope) []*Node {
	cond := g.cond(sc)
	if !g.correlated && g.chance(0.15) {
		e := g.name("err")
		return []*Node{g.assign("env.Err()", e, "error"), If(e+" != nil", g.exit(sc.clone()), nil)}
	}
	return []*Node{If(cond, g.exit(sc.clone()), nil)}
}

func (g *gen) loop(sc *scope) ([]*Node, bool) {
	c := sc.clone()
	c.level++
	l := loop{level: sc.level, label: g.name("L")}
	form := g.r.IntN(6)
	l.yields = form == 4
	c.loops = append(c.loops, l)
	body, _ := g.block(c, 1+g.r.IntN(2))
	sc.join(sc.clone(), c)
	var n *Node
	switch form {
	case 0, 1:
		n = Loop("env.More()", body)
	case 2:
		n = Block("for range env.Items() {", "}", body)
	case 3:
		n = Block("for range env.Count() {", "}", body)
	case 4:
		n = Block("for range env.Seq() {", "}", body)
	case 5:
		n = Block("for {", "}", append([]*Node{If("env.Stop()", []*Node{Stmt("break")}, nil)}, body...))
	}
	n.Label = l.label
	return []*Node{n}, false
}

func (g *gen) switches(sc *scope) ([]*Node, bool) {
	n := &Node{Open: "switch env.Int(3) {", Close: "}"}
	heads := []string{"case 0:", "case 1:", "default:"}
	if g.chance(0.5) {
		n.Open = "switch {"
		heads = []string{"case env.Bool():", "case " + "env.Int(2) == 0:", "default:"}
	}
	if g.chance(0.4) {
		heads = heads[:2]
	}
	branches := []*scope{}
	if len(heads) == 2 {
		branches = append(branches, sc.clone())
	}
	for _, h := range heads {
		c := sc.clone()
		c.level++
		body, ended := g.block(c, 1+g.r.IntN(2))
		body = labelled(body, c)
		n.Arms = append(n.Arms, Arm{Head: h, Body: body})
		if !ended {
			branches = append(branches, c)
		}
	}
	if len(branches) == 0 {
		n.Arms = n.Arms[:2] // without default, control goes on
		branches = append(branches, sc.clone())
	}
	sc.join(branches...)
	return []*Node{n}, false
}

// labelled gives the bare breaks of a block, which is to be put into a switch or
// select, the label of their loop.
func labelled(body []*Node, sc *scope) []*Node {
	for _, n := range body {
		if n.Text == "break" && len(sc.loops) > 0 && sc.loops[len(sc.loops)-1].label != "" {
			n.Text = "break " + sc.loops[len(sc.loops)-1].label
		}
		for _, a := range n.Arms {
			if !strings.HasPrefix(a.Head, "for") && !strings.Contains(a.Head, "func(") {
				labelled(a.Body, sc)
			}
		}
	}
	return body
}

func (g *gen) selects(sc *scope) ([]*Node, bool) {
	n := &Node{Open: "select {", Close: "}"}
	var setup []*Node
	heads := []string{"case <-env.Ready():", "default:"}
	if g.chance(0.4) && !g.hoist {
		a, b := g.name("c"), g.name("c")
		setup = append(setup, Assign(":=", "env.Either()", a, b))
		heads = []string{"case <-" + a + ":", "case <-" + b + ":"}
	}
	var branches []*scope
	for i, h := range heads {
		c := sc.clone()
		c.level++
		body, ended := g.block(c, 1+g.r.IntN(2))
		if ended && i == 1 && len(branches) == 0 {
			body, ended, c = []*Node{Stmt("lib.Look(4)")}, false, sc.clone()
		}
		n.Arms = append(n.Arms, Arm{Head: h, Body: labelled(body, c)})
		if !ended {
			branches = append(branches, c)
		}
	}
	sc.join(branches...)
	return append(setup, n), false
}

// called is a block in a function literal that is called on the spot.
func (g *gen) called(sc *scope) []*Node {
	c := sc.clone()
	c.level++
	c.literal, c.loops = c.level, nil
	hoist, gotoEnd := g.hoist, g.gotoEnd
	g.hoist, g.gotoEnd = false, false
	body, _ := g.block(c, 1+g.r.IntN(2))
	g.hoist, g.gotoEnd = hoist, gotoEnd
	sc.join(sc.clone(), c)
	if g.chance(0.3) && !decides(body) {
		wg := g.name("wg")
		return []*Node{
			Stmt("var " + wg + " sync.WaitGroup"),
			Block(wg+".Go(func() {", "})", body),
			Stmt(wg + ".Wait()"),
		}
	}
	return []*Node{Block("func() {", "}()", body)}
}

// decides reports whether a block may panic, which a goroutine must not.
func decides(body []*Node) bool {
	return slices.ContainsFunc(body, func(n *Node) bool {
		return strings.Contains(n.Text, "must") || slices.ContainsFunc(n.Arms, func(a Arm) bool { return decides(a.Body) })
	})
}

// exit leaves the function, a function literal, or a loop, after taking care of
// what is open there.
func (g *gen) exit(sc *scope) []*Node {
	if n := len(sc.loops); n > 0 && g.chance(0.5) {
		l := sc.loops[g.r.IntN(n)]
		word := pick(g, []string{"break", "continue"})
		if l.level >= 0 {
			body := g.before(sc, l.level, nil)
			if l.label != "" && (l.level != sc.loops[n-1].level || g.chance(0.3)) {
				word += " " + l.label
			} else if l.level != sc.loops[n-1].level {
				return g.leave(sc, 0)
			}
			return append(body, Stmt(word))
		}
	}
	return g.leave(sc, sc.literal)
}

// before releases what is open above the level, except kept, if the program is
// careful.
func (g *gen) before(sc *scope, level int, kept *resource) (body []*Node) {
	for _, r := range sc.open {
		if r.level > level && r != kept && g.chance(g.careful) {
			body = append(body, g.release(r)...)
		}
	}
	return body
}

// leave returns from the function, or from a literal at the level.
func (g *gen) leave(sc *scope, literal int) []*Node {
	if sc.literal > 0 {
		return append(g.before(sc, sc.literal-1, nil), Stmt("return"))
	}
	if g.gotoEnd && g.chance(0.5) && sc.level > 1 && !inYield(sc) {
		return append(g.before(sc, 0, nil), Stmt("goto done"))
	}
	var kept *resource
	if g.result == "both" {
		for _, r := range sc.open {
			if r.whole && r.kind.typ == g.k.typ && g.chance(0.6) {
				kept = r
			}
		}
	}
	return append(g.before(sc, 0, kept), g.ret(kept))
}

func inYield(sc *scope) bool {
	return slices.ContainsFunc(sc.loops, func(l loop) bool { return l.yields })
}

func (g *gen) ret(kept *resource) *Node {
	switch g.result {
	case "error":
		return Return(pick(g, []string{"return nil", `return errors.New("failed")`, `return fmt.Errorf("failed: %d", 1)`, "return env.Err()"}))
	case "both":
		if kept != nil {
			return Return(fmt.Sprintf("return %s, nil", kept.v))
		}
		return Return(pick(g, []string{`return nil, errors.New("failed")`, "return nil, nil"}))
	}
	return Return("return")
}

// labelEnd makes the end of a function that gotos jump to.
func (g *gen) labelEnd(sc *scope) []*Node {
	n := Stmt("lib.Look(5)")
	n.Label = "done"
	return []*Node{n}
}
