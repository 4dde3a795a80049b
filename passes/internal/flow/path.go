package flow

import (
	"fmt"
	"strings"
)

// A Path leads from a value to the resource that it gives access to: the steps
// that a program would take to reach it. For resp, a *http.Response, the way to
// its body is deref, then field Body: "*.8". The empty path says that the value
// is the resource itself.
//
// Two bytes a step: the operation and its index. Paths are strings so that they
// compare, hash and travel in facts.
type Path string

// Operations of a Path.
const (
	opDeref  = '*' // load through a pointer
	opField  = '.' // field of a struct value
	opTuple  = '#' // result of a call
	opElem   = '[' // some element of an array or slice
	opCall   = '!' // calling the value releases the resource
	opParent = '^' // releasing the value releases the resource with it
	maxSteps = 9   // longer paths are given up: the resource counts as handed over
)

func step(op byte, i int) Path { return Path([]byte{op, byte(i)}) }

var (
	deref     = step(opDeref, 0)
	elem      = step(opElem, 0)
	calling   = step(opCall, 0)
	parent    = step(opParent, 0)
	tuple     = func(i int) Path { return step(opTuple, i) }
	field     = func(i int) Path { return step(opField, i) }
	derefElem = deref + elem
)

// after removes a leading prefix.
func (p Path) after(prefix Path) (rest Path, ok bool) {
	s, ok := strings.CutPrefix(string(p), string(prefix))
	return Path(s), ok
}

func (p Path) tooLong() bool { return len(p) > 2*maxSteps }

func (p Path) String() string {
	var b strings.Builder
	for i := 0; i+1 < len(p); i += 2 {
		b.WriteByte(p[i])
		if p[i] == opField || p[i] == opTuple {
			fmt.Fprint(&b, p[i+1])
		}
	}
	return b.String()
}
