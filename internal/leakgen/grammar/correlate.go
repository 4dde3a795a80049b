package grammar

import (
	"fmt"

	. "github.com/connlint/connlint/internal/leakgen/program"
)

// decisions makes variables that conditions are then made of, again and again.
func (g *gen) decisions() (body []*Node) {
	for range 1 + g.r.IntN(3) {
		switch g.r.IntN(4) {
		case 0:
			p := g.param("p", "bool", "env.Bool()")
			g.pool = append(g.pool, p, "!"+p)
		case 1:
			b := g.name("b")
			body = append(body, Assign(":=", "env.Bool()", b))
			g.pool = append(g.pool, b, "!"+b)
		case 2:
			n := g.param("n", "int", "env.Int(3)")
			g.pool = append(g.pool, n+" == 0", n+" != 0", n+" == 1", n+" > 0")
		case 3:
			m := g.param("mode", "string", `[]string{"r", "w"}[env.Int(2)]`)
			g.pool = append(g.pool, m+` == "r"`, m+` == "w"`, m+` != "r"`)
		}
	}
	return body
}

// again is a condition that is tested elsewhere as well, or that always comes
// out the same way.
func (g *gen) again(sc *scope) string {
	switch g.r.IntN(6) {
	case 0:
		if r := g.one(sc); r != nil && r.whole {
			return r.v + pick(g, []string{" != nil", " == nil"})
		}
	case 1:
		if r := g.one(sc); r != nil && r.whole && r.kind.status != "" {
			g.p.Status = true
			return fill(pick(g, []string{"V.StatusCode != http.StatusOK", "V.StatusCode == http.StatusOK", "V.StatusCode >= 400"}), r)
		}
	}
	if len(g.pool) == 0 {
		return ""
	}
	c := pick(g, g.pool)
	if g.chance(0.15) {
		c += pick(g, []string{" && ", " || "}) + pick(g, g.pool)
	}
	return c
}

// correlation makes statements whose paths depend on each other.
func (g *gen) correlation(sc *scope) []*Node {
	T := g.k.typ
	switch g.r.IntN(4) {
	case 0: // acquired on a condition, released on the same
		if g.acquired >= g.most {
			break
		}
		g.acquired++
		v, e := g.name(g.k.base), g.name("err")
		r := &resource{v: v, typ: T, kind: g.k, whole: true, closer: fill(g.k.closer, &resource{v: v})}
		cond := g.again(sc)
		if cond == "" {
			break
		}
		open := []*Node{Assign("=", g.k.direct[0], v, e), If(e+" != nil", g.exit(sc.clone()), nil)}
		middle := g.mayExit(sc)
		test := cond
		if g.chance(0.5) {
			test = v + " != nil"
		}
		body := []*Node{g.variable(v, T), g.variable(e, "error"), If(cond, open, nil)}
		body = append(body, middle...)
		if g.chance(g.careful) {
			body = append(body, If(test, g.release(r), nil))
		}
		return body
	case 1: // a condition kept in a variable
		if g.hoist || sc.level > 1 {
			break
		}
		b := g.name("b")
		n := Assign(":=", g.cond(sc), b)
		g.pool = append(g.pool, b, "!"+b)
		return []*Node{n, Stmt("lib.Look(" + b + ")")}
	case 2: // never
		if g.hoist {
			break
		}
		k := g.name("k")
		return []*Node{
			Stmt(fmt.Sprintf("const %s = 3", k)),
			If(k+" > 5", g.exit(sc.clone()), nil),
		}
	case 3: // closed in a loop that runs at least once
		if r := g.one(sc); r != nil {
			body := []*Node{Block("for range 2 {", "}", g.release(r))}
			sc.closed(r)
			return body
		}
	}
	return g.use(sc)
}
