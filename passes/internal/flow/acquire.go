package flow

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/connlint/connlint/passes/resource"
)

// An Obligation is one acquisition: a call after which somebody has to release
// what one of its results gives access to.
type Obligation struct {
	Fn      *ssa.Function
	Instr   ssa.CallInstruction
	Result  int
	Path    Path // from the result to the resource
	Kind    *resource.Kind
	Release []string // methods that release it
	Done    []string // methods that release it by returning false or an error

	API      string   // what acquired it, for messages
	callee   callee   // for fn: and wraps
	more     []string // releases that are not methods: fn:F, call:1, ctx:0, …
	guard    int      // result that says whether the resource is there; -1 if none
	also     []Alias  // further results that give access to it
	scope    string
	parent   bool     // released with the receiver of the call
	until    []string // nothing is held any more when one of these has returned
	activate []string // nothing is held before one of these is called
}

// doneBy reports whether a method of the resource releases it by returning
// false. What a parameter will be is not known, but all that are iterated with
// Next are done when it returns false.
func (ob *Obligation) doneBy(method string) bool {
	if ob == nil {
		return method == "Next"
	}
	return slices.Contains(ob.Done, method)
}

// Fields names the exported fields on the way from a result of type t to the
// resource, and the type that it arrives at. It stops where there is none.
func (ob *Obligation) Fields(t types.Type) (names []string, at types.Type) {
	for i := 0; i+1 < len(ob.Path); i += 2 {
		st, ok := deptr(t).Underlying().(*types.Struct)
		switch {
		case ob.Path[i] == opDeref:
			continue
		case ob.Path[i] != opField || !ok || int(ob.Path[i+1]) >= st.NumFields():
			return names, t
		}
		f := st.Field(int(ob.Path[i+1]))
		if !f.Exported() && !f.Embedded() {
			return names, t
		}
		if !f.Embedded() {
			names = append(names, f.Name())
		}
		t = f.Type()
	}
	return names, t
}

// acquisitions returns the obligations that arise in a function itself, not in
// its literals, in order.
func (e *Engine) acquisitions(fn *ssa.Function) []*Obligation {
	if obs, ok := e.acquiring[fn]; ok {
		return obs
	}
	e.acquiring[fn] = nil // recursion: a function does not acquire by calling itself
	var obs []*Obligation
	s := &search{e: e, n: e.nest(fn)}
	for _, b := range e.liveBlocks(fn) {
		for _, instr := range b.Instrs {
			if call, ok := instr.(ssa.CallInstruction); ok {
				if _, isBuiltin := call.Common().Value.(*ssa.Builtin); isBuiltin {
					continue
				}
				to := s.callee(call.Common(), State{})
				obs = append(obs, e.acquired(fn, call, to)...)
				if e.returnsOf(to).Never {
					break // what follows in the block is dead
				}
			}
		}
	}
	e.acquiring[fn] = obs
	return obs
}

// acquired returns what a call acquires: by its model, by its summary, or, for
// a call through an interface or a function value, by its shape.
func (e *Engine) acquired(fn *ssa.Function, call ssa.CallInstruction, to callee) []*Obligation {
	base := Obligation{Fn: fn, Instr: call, callee: to, API: e.apiName(call), guard: -1}
	if m := e.model(to); m != nil && (m.Acquire != nil || !m.Declared) {
		if m.Acquire == nil {
			return nil
		}
		if ob := fromModel(base, m, call.Common().Signature()); ob != nil {
			return []*Obligation{ob}
		}
		return nil
	}
	var owned []Owned
	switch {
	case to.fn != nil && len(to.fn.Blocks) > 0:
		owned = e.owned(to.fn)
	case to.invoke || to.obj == nil:
		impls := e.interfaceMethods(to)
		if impls == nil {
			owned = ownedByShape(call.Common().Signature(), to)
		}
		for _, impl := range impls {
			if o := e.owned(impl); len(o) > 0 {
				owned = o
			}
		}
	default:
		if sum, _ := e.imported(to.obj); sum != nil {
			owned = sum.Owned
		}
	}
	var obs []*Obligation
	for _, o := range owned {
		ob := base
		ob.Result, ob.Path, ob.Kind, ob.Release, ob.guard, ob.also = o.Result, o.Path, resource.Kinds[o.Kind], o.Release, o.Guard, o.Also
		ob.Done = o.Done
		obs = append(obs, &ob)
	}
	return obs
}

func (e *Engine) interfaceMethods(to callee) []*ssa.Function {
	if to.obj == nil || to.obj.Signature().Recv() == nil || !types.IsInterface(to.obj.Signature().Recv().Type()) {
		return nil
	}
	return e.implementations(to.obj)
}

// ownedByShape: a call through an interface or function value that takes a
// request and returns a response is a round trip, whoever implements it.
func ownedByShape(sig *types.Signature, to callee) []Owned {
	if o, ok := ownedByType(sig, to); ok {
		return []Owned{o}
	}
	response := -1
	for i := range sig.Results().Len() {
		if isNamed(sig.Results().At(i).Type(), "net/http", "Response") {
			response = i
		}
	}
	if response < 0 || sig.Results().Len() > 2 {
		return nil // beside further results, the body was read to make those
	}
	takesRequest := false
	for i := range sig.Params().Len() {
		if isNamed(sig.Params().At(i).Type(), "net/http", "Request") {
			takesRequest = true
		}
	}
	client := to.obj != nil && slices.Contains([]string{"Do", "Get", "Post", "PostForm", "Head", "RoundTrip"}, to.obj.Name())
	if !takesRequest && !client {
		return nil
	}
	path, _ := fieldPath(sig.Results().At(response).Type(), []string{"Body"})
	return []Owned{{Result: response, Path: path, Kind: "body", Guard: guardResult(sig), Release: resource.Kinds["body"].Release}}
}

// ownedByType: rows and transactions come from nowhere but a query, so an
// interface method that returns them (a DBTX, say) returns new ones.
func ownedByType(sig *types.Signature, to callee) (Owned, bool) {
	if to.obj == nil {
		return Owned{}, false
	}
	for i := range sig.Results().Len() {
		t := sig.Results().At(i).Type()
		for _, k := range []struct{ typ, prefix, kind string }{{"Rows", "Query", "rows"}, {"Tx", "Begin", "tx"}} {
			if isNamed(t, "database/sql", k.typ) && strings.HasPrefix(to.obj.Name(), k.prefix) {
				return Owned{Result: i, Kind: k.kind, Guard: guardResult(sig), Release: resource.Kinds[k.kind].Release, Done: doneMethods[k.kind]}, true
			}
		}
	}
	return Owned{}, false
}

var doneMethods = map[string][]string{"rows": {"Next"}}

func fromModel(ob Obligation, m *resource.Model, sig *types.Signature) *Obligation {
	a := m.Acquire
	if k := resource.Kinds[a.Kind]; k == nil || k.Rule == "" || k.Rule == "clientchurn" {
		return nil // not ours to follow
	}
	if a.OnErr == "maybe" || a.Result >= sig.Results().Len() || a.All != nil {
		return nil
	}
	path, ok := fieldPath(sig.Results().At(a.Result).Type(), a.Path)
	if !ok {
		return nil
	}
	ob.Result, ob.Path, ob.Kind, ob.Done, ob.activate = a.Result, path, resource.Kinds[a.Kind], a.Done, a.Activate
	for _, r := range a.Release {
		if strings.HasPrefix(r, "via:") || strings.HasPrefix(r, "recv:") {
			return nil // released through something else, which is not followed
		}
		if strings.Contains(r, ":") {
			ob.more = append(ob.more, r)
		} else if r != "none" {
			ob.Release = append(ob.Release, r)
		}
	}
	if len(ob.Release) == 0 && len(ob.more) == 0 {
		return nil // nothing that anybody could do
	}
	if ob.Release == nil {
		ob.Release = []string{}
	} else if _, at := ob.Fields(sig.Results().At(a.Result).Type()); len(ob.more) == 0 && !hasAny(at, ob.Release) {
		return nil // another version of the package
	}
	ob.parent, ob.scope, ob.until = a.Parent, a.Scope, a.Until
	if a.OnErr == "absent" {
		ob.guard = guardResult(sig)
	}
	return &ob
}

// liveBlocks returns the blocks of fn that control can reach, knowing which
// calls never return.
func (e *Engine) liveBlocks(fn *ssa.Function) []*ssa.BasicBlock {
	s := &search{e: e, n: e.nest(fn)}
	seen := make([]bool, len(fn.Blocks))
	var live []*ssa.BasicBlock
	var visit func(b *ssa.BasicBlock)
	visit = func(b *ssa.BasicBlock) {
		if seen[b.Index] {
			return
		}
		seen[b.Index] = true
		live = append(live, b)
		for _, instr := range b.Instrs {
			if call, ok := instr.(*ssa.Call); ok {
				if _, isBuiltin := call.Call.Value.(*ssa.Builtin); !isBuiltin && e.returnsOf(s.callee(&call.Call, State{})).Never {
					return
				}
			}
		}
		for _, succ := range b.Succs {
			visit(succ)
		}
	}
	if len(fn.Blocks) > 0 {
		visit(fn.Blocks[0])
	}
	slices.SortFunc(live, func(a, b *ssa.BasicBlock) int { return a.Index - b.Index })
	return live
}
