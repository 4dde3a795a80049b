package grammar

import (
	"fmt"

	. "github.com/connlint/connlint/internal/leakgen/program"
)

// shape puts an open resource into a pattern of several statements.
func (g *gen) shape(sc *scope, r *resource) []*Node {
	closing := func() []*Node { return g.release(r) }
	switch g.r.IntN(8) {
	case 0: // a closure that releases
		if g.hoist || r.level != sc.level {
			break
		}
		f := g.name("release")
		r.release = f + "()"
		return []*Node{Block(f+" := func() {", "}", []*Node{Stmt(r.closer + ".Close()")}), Stmt("lib.Look(" + f + " != nil)")}
	case 1: // a flag decides at the end
		flag := g.name("keep")
		decl := []*Node{
			g.assign("false", flag, "bool"),
			Block("defer func() {", "}()", []*Node{If("!"+flag, closing(), nil)}),
		}
		sc.closed(r)
		if g.result == "both" && r.whole && sc.literal == 0 && !inYield(sc) && g.chance(0.7) {
			then := append(g.before(sc, 0, nil), Assign("=", "true", flag), g.ret(r))
			return append(decl, If(g.cond(sc), then, nil))
		}
		if g.chance(1 - g.careful) {
			return append(decl, If(g.cond(sc), append([]*Node{Assign("=", "true", flag)}, g.exit(sc.clone())...), nil))
		}
		return decl
	case 2: // the named error decides at the end
		if !g.named || g.result != "both" || sc.literal > 0 || !r.whole {
			break
		}
		d := Block("defer func() {", "}()", []*Node{If("err != nil", closing(), nil)})
		return []*Node{d}
	case 3: // the cleanup is a variable
		if g.hoist {
			break
		}
		f := g.name("cleanup")
		sc.closed(r)
		return []*Node{
			Stmt(f + " := func() {}"),
			Block("defer func() {", "}()", []*Node{Stmt(f + "()")}),
			Block(f+" = func() {", "}", closing()),
		}
	case 4: // swapped for another
		if !r.whole || g.acquired >= g.most {
			break
		}
		g.acquired++
		e := g.name("err")
		next := Assign("=", g.k.direct[0], r.v, e)
		body := []*Node{}
		if g.chance(g.careful) {
			body = append(body, closing()...)
		}
		sc.closed(r)
		fresh := *r
		body = append(body, g.variable(e, "error"), next, If(e+" != nil", g.exit(sc.clone()), nil))
		fresh.status = true
		fresh.level = min(fresh.level, sc.level)
		sc.open = append(sc.open, &fresh)
		return body
	case 5: // recovered
		f := g.name("x")
		sc.closed(r)
		return []*Node{
			Block("defer func() {", "}()", []*Node{
				IfInit(f+" := recover()", f+" != nil", []*Node{Stmt("lib.Look(" + f + ")")}, nil),
				Stmt(r.closer + ".Close()")}),
			If(g.cond(sc), []*Node{Stmt("panic(env.Fault())")}, nil),
		}
	case 6: // another name
		if g.hoist {
			break
		}
		alias := g.name("same")
		c := *r
		if r.whole {
			c.v, c.closer = alias, fill(r.kind.closer, &resource{v: alias})
			sc.closed(r)
			c.level = max(r.level, sc.level)
			sc.open = append(sc.open, &c)
			return []*Node{Stmt(alias + " := " + r.v), Stmt("lib.Look(" + alias + ")")}
		}
	case 7: // a wrapped body in the response
		if r.kind.name != "response" || !r.whole {
			break
		}
		g.declare("counted", "type $counted struct {\n\tio.ReadCloser\n\tn int\n}")
		return []*Node{Stmt(fmt.Sprintf("%s.Body = &$counted{ReadCloser: %s.Body}", r.v, r.v))}
	}
	return g.use(sc)
}

func (g *gen) variable(name, typ string) *Node {
	if g.hoist {
		g.hoisted = append(g.hoisted, Var(name, typ))
		return Stmt("")
	}
	return Var(name, typ)
}

// pattern makes a whole way of acquiring, with its loop or callback.
func (g *gen) pattern(sc *scope) []*Node {
	T, direct := g.k.typ, g.k.direct[0]
	closing := func(v string) *Node { return Stmt(fill(g.k.closer, &resource{v: v}) + ".Close()") }
	switch g.r.IntN(6) {
	case 0: // retry until it works
		return g.retry(sc, false)
	case 1: // retry while the answer is not good
		return g.retry(sc, true)
	case 2: // a callback
		g.declareFunc("with", "func $with(f func("+T+") error) error {",
			Assign(":=", direct, "v", "err"),
			If("err != nil", []*Node{Stmt("return err")}, nil),
			Stmt("defer "+closing("v").Text),
			Stmt("return f(v)"))
		r := &resource{v: "v", typ: T, kind: g.k, whole: true, closer: fill(g.k.closer, &resource{v: "v"})}
		body := []*Node{Stmt(fill(pick(g, g.k.uses), r)), Stmt("return nil")}
		return []*Node{Block("lib.Look($with(func(v "+T+") error {", "}))", body)}
	case 3: // an iterator
		g.declareFunc("each", "func $each(yield func("+T+") bool) {",
			Assign(":=", direct, "v", "err"),
			If("err != nil", []*Node{Stmt("return")}, nil),
			Stmt("defer "+closing("v").Text),
			Stmt("yield(v)"))
		v := g.name("each")
		r := &resource{v: v, typ: T, kind: g.k, whole: true}
		return []*Node{Block("for "+v+" := range $each {", "}", []*Node{Stmt(fill(pick(g, g.k.uses), r))})}
	case 4: // one of two
		v, e := g.name(g.k.base), g.name("err")
		r := &resource{v: v, typ: T, kind: g.k, whole: true, closer: fill(g.k.closer, &resource{v: v}), level: sc.level, status: true}
		body := []*Node{
			g.variable(v, T), g.variable(e, "error"),
			If(g.cond(sc), []*Node{Assign("=", pick(g, g.k.direct), v, e)}, []*Node{Assign("=", pick(g, g.k.direct), v, e)}),
			If(e+" != nil", g.exit(sc.clone()), nil),
		}
		sc.open = append(sc.open, r)
		return body
	default: // a worker
		if g.hoist {
			return g.retry(sc, false)
		}
		wg, v := g.name("wg"), g.name(g.k.base)
		body := []*Node{
			Assign(":=", direct, v, "err"),
			If("err != nil", []*Node{Stmt("return")}, nil),
		}
		if g.chance(g.careful) {
			body = append(body, Stmt("defer "+closing(v).Text))
		}
		body = append(body, Stmt("lib.Look("+v+")"))
		return []*Node{
			Stmt("var " + wg + " sync.WaitGroup"),
			Block(wg+".Go(func() {", "})", body),
			Stmt(wg + ".Wait()"),
		}
	}
}

func (g *gen) retry(sc *scope, again bool) []*Node {
	T := g.k.typ
	v, e := g.name(g.k.base), g.name("err")
	r := &resource{v: v, typ: T, kind: g.k, whole: true, closer: fill(g.k.closer, &resource{v: v}), level: sc.level, status: true}
	inner := []*Node{Assign("=", pick(g, g.k.direct), v, e)}
	if again {
		good := "env.Bool()"
		if g.k.status != "" {
			g.p.Status = true
			good = v + ".StatusCode == http.StatusOK"
			r.status = false
		}
		inner = append(inner,
			If(e+" != nil", []*Node{Stmt("continue")}, nil),
			If(good, []*Node{Stmt("break")}, nil))
		if g.chance(g.careful) {
			inner = append(inner, g.release(r)...)
		}
	} else {
		inner = append(inner, If(e+" == nil", []*Node{Stmt("break")}, nil))
	}
	head := pick(g, []string{"for range env.Count() {", "for env.More() {", "for range env.Items() {"})
	after := e + " != nil || " + v + " == nil"
	if g.chance(0.5) {
		after = v + " == nil"
	}
	body := []*Node{g.variable(v, T), g.variable(e, "error"), Block(head, "}", inner), If(after, g.exit(sc.clone()), nil)}
	sc.open = append(sc.open, r)
	return body
}
