package grammar

import (
	. "github.com/connlint/connlint/internal/leakgen/program"
)

// transfer gives the resource to somebody else, who closes it.
func (g *gen) transfer(sc *scope, r *resource) []*Node {
	if !r.whole {
		return g.release(r)
	}
	T := r.typ
	to := func(text string) []*Node {
		sc.closed(r)
		return []*Node{Stmt(text)}
	}
	switch g.r.IntN(8) {
	case 0:
		return to(g.param("ch", "chan<- "+T, "env.Chan["+T+"]()") + " <- " + r.v)
	case 1:
		key := "env.Int(1)" // a store for the same key would lose the first
		return to(g.param("byID", "map[int]"+T, "env.Map["+T+"]()") + "[" + key + "] = " + r.v)
	case 2:
		s := g.param("list", "*[]"+T, "env.Slice["+T+"]()")
		return to("*" + s + " = append(*" + s + ", " + r.v + ")")
	case 3:
		g.declare("keeper", "type $keeper struct{ C "+T+" }")
		return to(g.param("k", "*$keeper", "env.New[$keeper]()") + ".C = " + r.v)
	case 4: // whoever is ready takes it
		ch := g.param("ch", "chan<- "+T, "env.MaybeChan["+T+"]()")
		n := &Node{Open: "select {", Close: "}", Arms: []Arm{{Head: "case " + ch + " <- " + r.v + ":"}, {Head: "default:"}}}
		if g.chance(g.careful) {
			n.Arms[1].Body = g.release(r)
		}
		sc.closed(r)
		return []*Node{n}
	case 5: // a struct that the caller gets
		g.declare("keeper", "type $keeper struct{ C "+T+" }")
		return to("*" + g.param("k", "*$keeper", "env.New[$keeper]()") + " = $keeper{C: " + r.v + "}")
	case 6: // a function of this package takes it over
		g.declareFunc("adopt", "func $adopt(v "+T+") {",
			Stmt("defer "+fill(r.kind.closer, &resource{v: "v"})+".Close()"),
			Stmt("lib.Look(v)"))
		return to("$adopt(" + r.v + ")")
	case 7: // so does one that may fail, and then does not
		g.declareFunc("try", "func $try(v "+T+") error {",
			If("env.Bool()", []*Node{Stmt(`return errors.New("refused")`)}, nil),
			Stmt("return "+fill(r.kind.closer, &resource{v: "v"})+".Close()"))
		e := g.name("err")
		sc2 := sc.clone()
		n := IfInit(e+" := $try("+r.v+")", e+" != nil", g.exit(sc2), nil)
		sc.closed(r)
		return []*Node{n}
	}
	return nil
}
