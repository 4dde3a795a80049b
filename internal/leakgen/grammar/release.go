package grammar

import (
	"fmt"
	"strings"

	. "github.com/connlint/connlint/internal/leakgen/program"
)

// release gives a resource back, in one of many styles.
func (g *gen) release(r *resource) []*Node {
	direct := Stmt(r.closer + ".Close()")
	if r.release != "" {
		direct = Stmt(r.release)
		if g.chance(0.8) {
			return []*Node{direct}
		}
		direct = Stmt(r.closer + ".Close()")
	}
	if g.chance(0.45) {
		return []*Node{direct}
	}
	n := g.styled(r)
	if n == nil {
		return []*Node{direct}
	}
	for _, s := range n {
		s.Simpler = []*Node{direct}
	}
	return n
}

func (g *gen) styled(r *resource) []*Node {
	c := r.closer
	switch g.r.IntN(18) {
	case 0:
		return []*Node{Stmt("_ = " + c + ".Close()")}
	case 1:
		return []*Node{Stmt("lib.CloseQuietly(" + c + ")")}
	case 2:
		return []*Node{Stmt(g.helper(r) + "(" + g.helperArg(r) + ")")}
	case 3:
		return []*Node{Stmt("lib.CloseAny(" + c + ")")}
	case 4:
		g.declare("closeAny", "func $closeAny[T io.Closer](c T) { c.Close() }")
		return []*Node{Stmt("$closeAny(" + c + ")")}
	case 5:
		return g.unlessHoisted(func() []*Node {
			f := g.name("shut")
			return []*Node{Stmt(f + " := " + c + ".Close"), Stmt(f + "()")}
		})
	case 6:
		return g.unlessHoisted(func() []*Node {
			i := g.name("closer")
			return []*Node{Stmt("var " + i + " io.Closer = " + c), Stmt(i + ".Close()")}
		})
	case 7:
		return []*Node{Stmt("io.Closer.Close(" + c + ")")}
	case 8:
		return g.unlessHoisted(func() []*Node {
			g.boxType()
			b := g.name("w")
			return []*Node{Stmt(fmt.Sprintf("%s := &$box{c: %s}", b, c)), Stmt(b + ".Close()")}
		})
	case 9:
		return g.unlessHoisted(func() []*Node {
			b := g.name("w")
			return []*Node{Stmt(fmt.Sprintf("%s := struct{ io.Closer }{%s}", b, c)), Stmt(b + ".Close()")}
		})
	case 10:
		return []*Node{Block("func() {", "}()", []*Node{Stmt(c + ".Close()")})}
	case 11:
		return g.unlessHoisted(func() []*Node {
			d := g.name("done")
			return []*Node{
				Stmt(d + " := make(chan struct{})"),
				Block("go func() {", "}()", []*Node{Stmt("defer close(" + d + ")"), Stmt(c + ".Close()")}),
				Stmt("<-" + d),
			}
		})
	case 12:
		return g.unlessHoisted(func() []*Node {
			d := g.name("wg")
			return []*Node{
				Stmt("var " + d + " sync.WaitGroup"),
				Block(d+".Go(func() {", "})", []*Node{Stmt(c + ".Close()")}),
				Stmt(d + ".Wait()"),
			}
		})
	case 13:
		return g.unlessHoisted(func() []*Node {
			d := g.name("once")
			return []*Node{
				Stmt("var " + d + " sync.Once"),
				Block(d+".Do(func() {", "})", []*Node{Stmt(c + ".Close()")}),
			}
		})
	case 14:
		return []*Node{Stmt("lib.Look(errors.Join(nil, " + c + ".Close()))")}
	case 15:
		g.p.CloseErr = true
		e := g.name("cerr")
		return []*Node{IfInit(e+" := "+c+".Close()", e+" != nil", []*Node{Stmt("lib.Look(" + e + ")")}, nil)}
	case 16:
		return g.unlessHoisted(func() []*Node {
			b := g.name("b")
			return []*Node{Stmt(b + " := lib.NewBox(" + c + ")"), Stmt(b + ".Close()")}
		})
	case 17:
		switch {
		case r.kind.name == "response" && r.whole:
			return []*Node{Stmt(pick(g, []string{"lib.CloseResponse(" + r.v + ")", "lib.DrainAndClose(" + c + ")"}))}
		case r.kind.rows && r.whole:
			return []*Node{Stmt("lib.CloseRows(" + c + ")")}
		}
	}
	return nil
}

// unlessHoisted keeps styles that declare variables away from gotos.
func (g *gen) unlessHoisted(f func() []*Node) []*Node {
	if g.hoist {
		return nil
	}
	return f()
}

// helper declares a function of this package that closes.
func (g *gen) helper(r *resource) string {
	if !r.whole {
		g.declare("shut", "func $shut(c io.Closer) error {\n\treturn c.Close()\n}")
		return "$shut"
	}
	closing := Stmt(strings.ReplaceAll(r.kind.closer, "V", "v") + ".Close()")
	var body []*Node
	switch g.r.IntN(5) {
	case 0:
		body = []*Node{closing}
	case 1:
		body = []*Node{Stmt("defer " + closing.Text), Stmt("lib.Look(v)")}
	case 2:
		body = []*Node{If("v == nil", []*Node{Stmt("return")}, nil), closing}
	case 3:
		body = []*Node{If("v != nil", []*Node{closing}, nil)}
	case 4:
		body = []*Node{If("env.Bool()", []*Node{closing, Stmt("return")}, nil), Stmt("defer func() { _ = " + closing.Text + " }()")}
	}
	g.declareFunc("closing", "func $closing(v "+r.kind.typ+") {", body...)
	return "$closing"
}

func (g *gen) helperArg(r *resource) string {
	if r.whole {
		return r.v
	}
	return r.closer
}

// deferred releases the resource when the function returns.
func (g *gen) deferred(r *resource) []*Node {
	c := r.closer
	direct := Stmt("defer " + c + ".Close()")
	if r.release != "" && g.chance(0.5) {
		return []*Node{Stmt("defer " + r.release)}
	}
	var n []*Node
	switch g.r.IntN(14) {
	default:
		return []*Node{direct}
	case 0:
		n = []*Node{Block("defer func() {", "}()", []*Node{Stmt(c + ".Close()")})}
	case 1:
		n = []*Node{Block("defer func() {", "}()", []*Node{Stmt("_ = " + c + ".Close()")})}
	case 2:
		n = []*Node{Block("defer func(c io.Closer) {", "}("+c+")", []*Node{Stmt("c.Close()")})}
	case 3:
		n = []*Node{Stmt("defer lib.CloseQuietly(" + c + ")")}
	case 4:
		n = []*Node{Stmt("defer " + g.helper(r) + "(" + g.helperArg(r) + ")")}
	case 5:
		n = g.unlessHoisted(func() []*Node {
			f := g.name("shut")
			return []*Node{Stmt(f + " := " + c + ".Close"), Stmt("defer " + f + "()")}
		})
	case 6:
		n = g.unlessHoisted(func() []*Node {
			g.boxType()
			w := g.name("w")
			return []*Node{Stmt(fmt.Sprintf("%s := $box{c: %s}", w, c)), Stmt("defer " + w + ".Close()")}
		})
	case 7:
		if g.named {
			n = []*Node{Stmt("defer lib.CloseInto(&err, " + c + ")")}
		}
	case 8:
		if g.named {
			e := g.name("cerr")
			n = []*Node{Block("defer func() {", "}()", []*Node{
				IfInit(e+" := "+c+".Close()", e+" != nil && err == nil", []*Node{Stmt("err = " + e)}, nil)})}
		}
	case 9:
		n = []*Node{Stmt("defer lib.CloseAny(" + c + ")")}
	case 10:
		n = []*Node{Block("defer func() {", "}()", g.release(r))}
	}
	if n == nil {
		return []*Node{direct}
	}
	for _, s := range n {
		s.Simpler = []*Node{direct}
	}
	return n
}
