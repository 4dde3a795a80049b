package grammar

import (
	"fmt"
	"strings"

	. "github.com/connlint/connlint/internal/leakgen/program"
)

// A source is a call that acquires, and how its result is held.
type source struct {
	call   string
	typ    string
	closer string
	whole  bool
	plain  string // a direct call that has the same results, if there is one
	init   []*Node
	tested bool // the status is known
}

// source picks where a resource comes from.
func (g *gen) source() source {
	direct := pick(g, g.k.direct)
	s := source{call: direct, typ: g.k.typ, closer: g.k.closer, whole: true, plain: g.k.direct[0]}
	if g.chance(0.5) {
		return s
	}
	T := g.k.typ
	switch g.r.IntN(8) {
	case 0, 1, 2:
		s.call = g.fetcher(direct)
	case 3: // handed through
		g.declare("checked", fmt.Sprintf("func $checked(v %s, err error) (%s, error) { return v, err }", T, T))
		s.call = "$checked(" + direct + ")"
	case 4: // an interface
		g.declare("opener", fmt.Sprintf("type $opener interface{ open() (%s, error) }", T))
		g.declare("direct", fmt.Sprintf("type $direct struct{}\n\nfunc ($direct) open() (%s, error) { return %s }", T, direct))
		o := g.name("o")
		s.init = []*Node{Stmt("var " + o + " $opener = $direct{}")}
		s.call = o + ".open()"
		g.p.AddLabel("interface")
	case 5: // a wrapper type
		g.boxType()
		g.declareFunc("openBox", "func $openBox() (*$box, error) {",
			Assign(":=", direct, "v", "err"),
			If("err != nil", []*Node{Stmt("return nil, err")}, nil),
			Stmt("return &$box{c: "+strings.ReplaceAll(g.k.closer, "V", "v")+"}, nil"))
		s = source{call: "$openBox()", typ: "*$box", closer: "V"}
	case 6: // a closure
		o := g.name("open")
		s.init = []*Node{Block(fmt.Sprintf("%s := func() (%s, error) {", o, T), "}", []*Node{Stmt("return " + direct)})}
		s.call = o + "()"
	case 7:
		if g.k.name != "response" {
			break
		}
		switch g.r.IntN(4) {
		case 0:
			s.call = `lib.Fetch("http://a")`
		case 1:
			s.call, g.p.Status, s.tested = `lib.FetchOK("http://a")`, true, true
		case 2:
			s = source{call: `lib.FetchBody("http://a")`, typ: "io.ReadCloser", closer: "V"}
		case 3:
			s = source{call: `lib.OpenBox("http://a")`, typ: "*lib.Box", closer: "V"}
		}
	}
	if g.hoist && s.init != nil {
		return source{call: direct, typ: g.k.typ, closer: g.k.closer, whole: true, plain: g.k.direct[0]}
	}
	return s
}

func (g *gen) boxType() {
	g.declare("box", "type $box struct {\n\tc io.Closer\n\tn int\n}\n\nfunc (b *$box) Close() error { return b.c.Close() }")
}

// fetcher declares a function that acquires for its caller.
func (g *gen) fetcher(direct string) string {
	const name = "fetch"
	if g.declared[name] {
		return "$fetch()"
	}
	T := g.k.typ
	head := fmt.Sprintf("func $fetch() (%s, error) {", T)
	closing := strings.ReplaceAll(g.k.closer, "V", "v") + ".Close()"
	open := []*Node{
		Assign(":=", direct, "v", "err"),
		If("err != nil", []*Node{Stmt("return nil, err")}, nil),
	}
	switch g.r.IntN(5) {
	case 0:
		g.declareFunc(name, head, Stmt("return "+direct))
	case 1:
		g.declareFunc(name, head, append(open, Stmt("return v, nil"))...)
	case 2:
		g.declareFunc(name, head, append(open,
			If("env.Bool()", []*Node{Stmt(closing), Stmt(`return nil, errors.New("refused")`)}, nil),
			Stmt("return v, nil"))...)
	case 3:
		g.declareFunc(name, fmt.Sprintf("func $fetch() (_ %s, err error) {", T),
			Assign(":=", direct, "v", "err"),
			If("err != nil", []*Node{Stmt("return nil, err")}, nil),
			Block("defer func() {", "}()", []*Node{If("err != nil", []*Node{Stmt(closing)}, nil)}),
			If("env.Bool()", []*Node{Stmt(`return nil, errors.New("refused")`)}, nil),
			Stmt("return v, nil"))
	case 4:
		g.declareFunc(name, head,
			Assign(":=", direct, "v", "err"),
			Loop("err != nil && env.More()", []*Node{Assign("=", direct, "v", "err")}),
			Stmt("return v, err"))
	}
	return "$fetch()"
}

// acquire obtains a resource and checks the error.
func (g *gen) acquire(sc *scope) ([]*Node, bool) {
	g.acquired++
	s := g.source()
	base := g.k.base
	if !s.whole {
		base = "box"
	}
	r := &resource{v: g.name(base), typ: s.typ, kind: g.k, level: sc.level, status: s.whole && !s.tested, whole: s.whole}
	r.closer = fill(s.closer, r)
	e := g.name("err")
	if g.hoist {
		r.level = sc.level // the variable lives longer, the duty does not
	}
	get := g.assign(s.call, r.v, r.typ, e, "error")
	if s.plain != "" && s.plain != s.call {
		simple := *get
		simple.Text = s.plain
		get.Simpler = []*Node{&simple}
	}
	body := append(s.init, get)
	opened := func() { sc.open = append(sc.open, r) }
	failing := func() []*Node { return g.exit(sc.clone()) }
	guard := func(cond string) {
		body = append(body, If(cond, failing(), nil))
		opened()
	}

	switch g.r.IntN(20) {
	default:
		guard(e + " != nil")
	case 0:
		guard("nil != " + e)
	case 1:
		guard("!(" + e + " == nil)")
	case 2:
		guard(r.v + " == nil")
	case 3:
		ok := g.name("ok")
		body = append(body, g.assign(e+" == nil", ok, "bool"))
		guard("!" + ok)
	case 4:
		body = append(body, If("env.IsTimeout("+e+")", failing(), nil))
		guard(e + " != nil")
	case 5:
		body = append(body, If("errors.Is("+e+", io.EOF)", failing(), nil))
		guard(e + " != nil")
	case 6:
		n := &Node{Open: "switch {", Close: "}", Arms: []Arm{{Head: "case " + e + " != nil:", Body: labelled(failing(), sc)}}}
		body = append(body, n)
		opened()
	case 7:
		n := &Node{Open: "switch " + e + " {", Close: "}", Arms: []Arm{
			{Head: "case nil:"}, {Head: "default:", Body: labelled(failing(), sc)}}}
		body = append(body, n)
		opened()
	case 8, 9:
		return append(body, g.whereOpen(sc, r, e)), false
	case 10:
		if s.init == nil && !g.hoist && s.whole {
			return []*Node{g.openInIf(sc, r, e, s.call)}, false
		}
		guard(e + " != nil")
	case 11: // the deferred release comes before the check
		d := Block("defer func() {", "}()", []*Node{If(r.v+" != nil", []*Node{Stmt(r.closer + ".Close()")}, nil)})
		body = append(body, d, If(e+" != nil", failing(), nil))
	case 12:
		g.declare("must", "func $must(err error) {\n\tif err != nil {\n\t\tpanic(env.Failure(err))\n\t}\n}")
		body = append(body, Stmt("$must("+e+")"))
		opened()
	case 13: // forgotten altogether
		if g.chance(0.3) {
			get.Vars[0] = "_"
			body = append(body, If(e+" != nil", failing(), nil))
			break
		}
		guard(e + " != nil")
	case 14:
		failed := g.name("failed")
		body = append(body, g.assign("false", failed, "bool"), If(e+" != nil", []*Node{Assign("=", "true", failed)}, nil))
		guard(failed)
	case 15:
		if r.status && r.kind.status != "" {
			g.p.Status = true
			r.status = false
			guard(e + " != nil || " + fill(r.kind.status, r))
			break
		}
		guard(e + " != nil || env.Bool()")
	case 16:
		return append(body, g.eitherWay(sc, r, e)...), false
	}
	return body, false
}

// whereOpen goes on inside a branch on which the resource was acquired.
func (g *gen) whereOpen(sc *scope, r *resource, e string) *Node {
	c := sc.clone()
	c.level++
	r.level = c.level
	c.open = append(c.open, r)
	cond := e + " == nil"
	if g.chance(0.3) {
		cond += " && env.Bool()"
	}
	body, ended := g.block(c, 1+g.r.IntN(3))
	var els []*Node
	if g.chance(0.3) && !ended {
		els = g.exit(sc.clone())
	}
	if !ended {
		sc.join(sc.clone(), c)
	}
	return If(cond, body, els)
}

func (g *gen) openInIf(sc *scope, r *resource, e, call string) *Node {
	n := g.whereOpen(sc, r, e)
	n.Arms[0].Head = fmt.Sprintf("if %s, %s := %s; %%s {", r.v, e, call)
	return n
}

// eitherWay checks the error and goes on in the else branch.
func (g *gen) eitherWay(sc *scope, r *resource, e string) []*Node {
	c := sc.clone()
	c.level++
	r.level = c.level
	c.open = append(c.open, r)
	then := g.exit(sc.clone())
	body, ended := g.block(c, 1+g.r.IntN(3))
	if body == nil {
		body = []*Node{}
	}
	if ended {
		return []*Node{If(e+" == nil", body, nil)}
	}
	sc.join(c)
	return []*Node{If(e+" != nil", then, body)}
}
