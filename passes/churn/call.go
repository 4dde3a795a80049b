package churn

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/connlint/connlint/passes/resource"
)

// call looks at a call, go or defer that v is an operand of.
func (t *track) call(v ssa.Value, instr ssa.CallInstruction) {
	c := instr.Common()
	if c.Value == v && !c.IsInvoke() {
		return // calls the closure that holds the pool, which is followed already
	}
	if b, ok := c.Value.(*ssa.Builtin); ok {
		if b.Name() == "append" || b.Name() == "copy" {
			t.use |= Escapes
		}
		return
	}
	var value ssa.Value
	if call, ok := instr.(*ssa.Call); ok {
		value = call
	}
	if c.IsInvoke() && c.Value == v {
		t.method(v, c.Method, value, instr)
	}
	callee := calleeOf(c)
	for i, arg := range c.Args {
		if arg != v {
			continue
		}
		switch {
		case callee == nil:
			t.use |= Escapes // a function value
		case i == 0 && !c.IsInvoke() && callee.Signature().Recv() != nil && t.knownMethod(callee):
			t.method(v, callee, value, instr)
		default:
			t.argument(v, callee, c, i, value, instr)
		}
	}
}

// knownMethod reports whether the methods of the receiver use it and do not
// keep it: those of net/http's own types and of the catalogue's clients.
func (t *track) knownMethod(fn *types.Func) bool {
	recv := fn.Signature().Recv().Type()
	if isHTTP(recv, "Client") || isHTTP(recv, "Transport") || fn.FullName() == "(*net/http/httputil.ReverseProxy).ServeHTTP" {
		return true
	}
	if fn.Pkg() == nil || fn.Pkg() == t.a.pass.Pkg {
		return false
	}
	return t.a.catalogue.Has(fn.Pkg().Path())
}

// releases are the methods that end what a client holds. Which of them
// really closes its connections is the business of others: here it is enough that somebody
// thought of it.
var releases = map[string]bool{
	"Close": true, "CloseIdleConnections": true, "Disconnect": true, "Drain": true, "GracefulStop": true,
	"Quit": true, "Release": true, "Shutdown": true, "Stop": true, "Terminate": true,
}

// method looks at a method that is called on the pool or its holder. What a
// client hands out (a session, a database) may keep the client.
func (t *track) method(v ssa.Value, fn *types.Func, value ssa.Value, instr ssa.CallInstruction) {
	if releases[fn.Name()] {
		t.use |= Releases
		return
	}
	recv := fn.Signature().Recv().Type()
	switch {
	case isHTTP(recv, "Transport") && fn.Name() == "Clone":
		return // a pool of its own
	case isHTTP(recv, "Transport") && fn.Name() != "RoundTrip":
		return // its dialer, its registry
	}
	t.sends(instr)
	if value == nil || isHTTP(recv, "Client") || fn.Name() == "RoundTrip" {
		return
	}
	t.handedOut(value, fn)
}

// handedOut follows the results of a client's method that are of the client's
// own package.
func (t *track) handedOut(value ssa.Value, fn *types.Func) {
	if tuple, ok := value.Type().(*types.Tuple); ok {
		for _, ref := range *value.Referrers() {
			if x, ok := ref.(*ssa.Extract); ok && ofPackage(tuple.At(x.Index).Type(), fn.Pkg()) {
				t.add(x)
			}
		}
	} else if ofPackage(value.Type(), fn.Pkg()) {
		t.add(value)
	}
}

func ofPackage(t types.Type, pkg *types.Package) bool {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Pkg() == pkg
}

func (t *track) sends(instr ssa.CallInstruction) {
	t.use |= Sends
	if !t.sent.IsValid() && instr.Parent() == t.root {
		t.sent = instr.Pos()
	}
}

// argument looks at argument i of a call: by the summary of the callee, by its
// model, by what is known of the standard library; otherwise the pool escapes.
func (t *track) argument(v ssa.Value, callee *types.Func, c *ssa.CallCommon, i int, value ssa.Value, instr ssa.CallInstruction) {
	param := i // receiver first
	if c.IsInvoke() {
		param++
	}
	if m := t.a.catalogue.Func(callee); m != nil && t.modelled(m, callee, param, value) {
		return
	}
	if borrows(callee) {
		return
	}
	if closure(v) {
		if !runsNow[callee.FullName()] {
			t.use |= Escapes
		}
		return
	}
	if c.IsInvoke() {
		t.use |= Escapes
		return
	}
	s, _ := t.a.summaryOf(callee, c.StaticCallee())
	if s == nil || param >= len(s.Params) {
		t.use |= Escapes
		return
	}
	u := s.Params[param]
	t.use |= u & (Releases | Disables | Escapes)
	if u.Has(Sends) {
		t.sends(instr)
	}
	for r := range u.Results {
		if value == nil {
			continue
		}
		if tuple, ok := value.Type().(*types.Tuple); !ok {
			t.add(value)
		} else if r < tuple.Len() {
			for _, ref := range *value.Referrers() {
				if x, ok := ref.(*ssa.Extract); ok && x.Index == r {
					t.add(x)
				}
			}
		}
	}
}

func closure(v ssa.Value) bool {
	_, ok := v.Type().Underlying().(*types.Signature)
	return ok
}

// runsNow are functions that run the function they are given while the caller
// goes on, and then forget it.
var runsNow = map[string]bool{
	"(*golang.org/x/sync/errgroup.Group).Go": true,
	"(*sync.WaitGroup).Go":                   true,
}

// modelled applies what the catalogue says of a parameter.
func (t *track) modelled(m *resource.Model, callee *types.Func, param int, value ssa.Value) bool {
	if callee.Signature().Recv() != nil {
		param-- // models count without the receiver
	}
	for _, e := range m.Effects {
		if e.Param != param {
			continue
		}
		switch e.What {
		case "borrow":
			return true
		case "into":
			if value != nil {
				t.add(value)
			}
			return true
		}
	}
	return false
}

// borrows reports whether a function of the standard library is known to
// forget its arguments.
func borrows(fn *types.Func) bool {
	if fn.Pkg() == nil {
		return false
	}
	switch path := fn.Pkg().Path(); path {
	case "fmt", "log", "log/slog":
		return !strings.HasPrefix(fn.Name(), "New") && !strings.HasPrefix(fn.Name(), "Set") && fn.Name() != "With"
	}
	return false
}
