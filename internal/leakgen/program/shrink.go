package program

import (
	"slices"
	"strings"
)

// Smaller returns programs that are one step simpler than p: a statement
// removed, a block in place of the statement around it, an arm left out, a
// statement replaced by its simpler form. They need not be well-typed.
//
// Removing runs of statements comes first: the larger the step, the sooner.
func Smaller(p *Program) []*Program {
	var out []*Program
	for di, d := range p.Decls {
		if !d.Func {
			continue
		}
		for _, body := range smallerBodies(d.Body) {
			q := *p
			q.Decls = slices.Clone(p.Decls)
			e := *d
			e.Body = body
			q.Decls[di] = &e
			out = append(out, &q)
		}
	}
	return out
}

func smallerBodies(body []*Node) (out [][]*Node) {
	for size := len(body) / 2; size > 1; size /= 2 {
		for i := 0; i+size <= len(body); i += size {
			if slices.ContainsFunc(body[i:i+size], (*Node).vital) {
				continue
			}
			out = append(out, slices.Delete(slices.Clone(body), i, i+size))
		}
	}
	for i, n := range body {
		replace := func(with ...*Node) {
			out = append(out, slices.Concat(body[:i], with, body[i+1:]))
		}
		if n.vital() {
			continue
		}
		replace()
		if n.Simpler != nil {
			replace(n.Simpler...)
		}
		for ai, a := range n.Arms {
			replace(a.Body...)
			if ai > 0 {
				m := *n
				m.Arms = slices.Delete(slices.Clone(n.Arms), ai, ai+1)
				replace(&m)
			}
		}
	}
	for i, n := range body {
		for ai, a := range n.Arms {
			for _, inner := range smallerBodies(a.Body) {
				m := *n
				m.Arms = slices.Clone(n.Arms)
				m.Arms[ai].Body = inner
				c := slices.Clone(body)
				c[i] = &m
				out = append(out, c)
			}
			if cond := plainer(a); cond != "" {
				m := *n
				m.Arms = slices.Clone(n.Arms)
				m.Arms[ai].Cond = cond
				c := slices.Clone(body)
				c[i] = &m
				out = append(out, c)
			}
		}
	}
	return out
}

// plainer returns a condition to try in place of the arm's. Conditions about
// nil stay: without them the program would use what is not there.
func plainer(a Arm) string {
	cond := "env.Bool()"
	if strings.HasPrefix(a.Head, "for") {
		cond = "env.More()"
	}
	if a.Cond == "" || a.Cond == cond || strings.Contains(a.Cond, "nil") {
		return ""
	}
	return cond
}

// vital reports whether without the statement a loop would never end, or a
// goroutine would run unawaited.
func (n *Node) vital() bool {
	if len(n.Arms) > 0 {
		return n.Arms[0].Cond == "env.Stop()"
	}
	return strings.HasPrefix(n.Text, "<-") || strings.HasSuffix(n.Text, ".Wait()")
}
