package flow

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/connlint/connlint/passes/resource"
)

// An Obligation is one acquisition: a call after which somebody has to release
// what one of its results gives access to, or a composite literal that makes
// something to be released.
type Obligation struct {
	Fn      *ssa.Function
	Instr   ssa.Instruction // an ssa.CallInstruction, or the *ssa.Alloc of a literal
	Result  int
	Path    Path // from the result to the resource
	Kind    *resource.Kind
	Release []string // methods that release it
	Done    []string // methods that release it by returning false or an error
	OneOf   bool     // it has to be released in further ways, each an obligation of its own

	API      string   // what acquired it, for messages
	callee   callee   // for fn: and wraps
	more     []string // releases that are not methods: fn:F, call:1, ctx:0, …
	guard    int      // result that says whether the resource is there; -1 if none
	also     []Alias  // further results that give access to it
	scope    string
	parent   bool      // released with the receiver of the call
	recv     []string  // methods of the receiver of the call that release it
	wraps    ssa.Value // what it was made from and took over; nil if nothing
	wrapped  bool      // something was made from it that took it over
	via      []string  // methods that return what it is released through
	until    []string  // nothing is held any more when one of these has returned
	activate []string  // nothing is held before one of these is called

	bodyless, usedOnce bool // known of what made it; see Owned
}

// value is what the acquisition computes: the results of a call, or the pointer
// to a literal; nil if nobody gets it, as in go and defer statements.
func (ob *Obligation) value() ssa.Value {
	switch v := ob.Instr.(type) {
	case *ssa.Call:
		return v
	case *ssa.Alloc:
		return v
	}
	return nil
}

// pos is where the call or literal is indexed.
func (ob *Obligation) pos() token.Pos {
	if call, ok := ob.Instr.(ssa.CallInstruction); ok {
		return call.Common().Pos()
	}
	return ob.Instr.Pos()
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
			if made, ok := instr.(*ssa.Alloc); ok {
				if ob := e.literal(fn, made); ob != nil {
					obs = append(obs, ob)
				}
			}
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
	obs = slices.DeleteFunc(obs, func(ob *Obligation) bool { return s.wrapsOther(ob, obs) })
	e.acquiring[fn] = obs
	return obs
}

// wrapsOther reports whether an acquisition is a wrapper, such as rpc.NewClient,
// around a connection that has an owner already: another acquisition of the
// function, which the wrapper's release ends, or somebody outside.
func (s *search) wrapsOther(ob *Obligation, obs []*Obligation) bool {
	if ob.wraps == nil || !hasReleaseMethod(ob.wraps.Type()) {
		return false // a connector, say, holds nothing
	}
	switch v := strip(s.canon(ob.wraps)).(type) {
	case *ssa.Parameter, *ssa.FreeVar, *ssa.UnOp:
		return true
	case *ssa.Extract:
		return owner(obs, v.Tuple)
	case *ssa.Call:
		return owner(obs, v)
	}
	return false
}

// owner reports whether one of the acquisitions made what v is, and notes there
// that it has been taken over.
func owner(obs []*Obligation, v ssa.Value) bool {
	for _, ob := range obs {
		if ob.value() == v {
			ob.wrapped = true
			return true
		}
	}
	return false
}

// acquired returns what a call acquires: by its model, by its summary, or, for
// a call through an interface or a function value, by its shape.
func (e *Engine) acquired(fn *ssa.Function, call ssa.CallInstruction, to callee) []*Obligation {
	base := Obligation{Fn: fn, Instr: call, callee: to, API: e.apiName(call), guard: -1}
	if m := e.model(to); m != nil && (m.Acquire != nil || !m.Declared) {
		if m.Acquire == nil {
			return nil
		}
		return fromModel(base, m, call.Common().Signature())
	}
	var owned []Owned
	switch {
	case to.fn != nil && len(to.fn.Blocks) > 0:
		owned = e.owned(to.fn)
	case to.invoke || to.obj == nil:
		impls := e.interfaceMethods(to)
		if impls == nil {
			if m := e.twin(to.obj); m != nil {
				if obs := fromModel(base, m, call.Common().Signature()); obs != nil {
					return obs
				}
			}
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
		ob.Done, ob.bodyless, ob.usedOnce = o.Done, o.Bodyless, o.UsedOnce
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

// twin returns the model of the method that an interface's method stands for: an
// interface that somebody made of a client's methods, to put a fake in its place,
// has their names and signatures. Only what is new with each call counts; a method
// that returns a client may return the same one again.
func (e *Engine) twin(m *types.Func) *resource.Model {
	if m == nil || e.models == nil || m.Signature().Recv() == nil {
		return nil
	}
	if model, ok := e.twins[m]; ok {
		return model
	}
	e.twins[m] = nil
	for i := range m.Signature().Results().Len() {
		named, ok := types.Unalias(deptr(m.Signature().Results().At(i).Type())).(*types.Named)
		if !ok || isStd(named.Obj().Pkg()) || named.Obj().Pkg() == m.Pkg() {
			continue
		}
		scope := named.Obj().Pkg().Scope()
		for _, name := range scope.Names() {
			client, ok := scope.Lookup(name).(*types.TypeName)
			if !ok || client.IsAlias() || !client.Exported() {
				continue
			}
			obj, _, _ := types.LookupFieldOrMethod(client.Type(), true, nil, m.Name())
			method, ok := obj.(*types.Func)
			if !ok || !types.Identical(method.Signature(), m.Signature()) {
				continue
			}
			if model := e.models.Func(method); model != nil && model.Acquire != nil && perCall[model.Acquire.Kind] {
				e.twins[m] = model
				return model
			}
		}
	}
	return nil
}

// perCall are the kinds of which each call makes a new one.
var perCall = map[string]bool{"batch": true, "body": true, "cursor": true, "row": true, "rows": true, "stream": true, "tx": true}

// ownedByShape: a call through an interface or function value that takes a
// request and returns a response is a round trip, whoever implements it.
func ownedByShape(sig *types.Signature, to callee) []Owned {
	if o, ok := ownedByType(sig, to); ok {
		return []Owned{o}
	}
	if kind := dialled(sig, to); kind != "" {
		return []Owned{{Kind: kind, Guard: 1, Release: resource.Kinds[kind].Release}}
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

// dialled: what dials, accepts or listens is known by its signature, too. A
// method is one by its name, a function value by taking an address, as last of
// its parameters; what other functions return may be shared.
func dialled(sig *types.Signature, to callee) (kind string) {
	params, results := sig.Params(), sig.Results()
	if results.Len() != 2 || !isError(results.At(1).Type()) {
		return ""
	}
	named, ok := types.Unalias(results.At(0).Type()).(*types.Named)
	if !ok || named.Obj().Pkg() == nil || named.Obj().Pkg().Path() != "net" {
		return ""
	}
	kind = map[string]string{"Conn": "conn", "PacketConn": "conn", "Listener": "listener"}[named.Obj().Name()]
	if to.obj == nil {
		if n := params.Len(); n == 0 || !isString(params.At(n-1).Type()) {
			return ""
		}
		return kind
	}
	for _, prefix := range []string{"Dial", "Accept", "Listen"} {
		if strings.HasPrefix(to.obj.Name(), prefix) {
			return kind
		}
	}
	return ""
}

var doneMethods = map[string][]string{"rows": {"Next"}}

// literal returns the obligation of a composite literal, or new(T), of a type
// whose values hold something from their first use on.
func (e *Engine) literal(fn *ssa.Function, made *ssa.Alloc) *Obligation {
	if made.Comment != "complit" && made.Comment != "new" || e.models == nil {
		return nil
	}
	named, ok := types.Unalias(deptr(made.Type())).(*types.Named)
	if !ok {
		return nil
	}
	m := e.models.Literal(named)
	if m == nil || m.Acquire == nil || m.Acquire.Activate != nil || !followed(m.Acquire.Kind) || len(m.Acquire.Release) == 0 {
		return nil // servers, say, hold nothing before they are started
	}
	name := named.Obj().Name() + "{}"
	if p := named.Obj().Pkg(); p != e.types {
		name = p.Name() + "." + name
	}
	return &Obligation{
		Fn: fn, Instr: made, Kind: resource.Kinds[m.Acquire.Kind], Release: m.Acquire.Release,
		API: name, guard: -1, scope: m.Acquire.Scope,
	}
}

// followed reports whether values of a kind are followed along paths: those that
// a leak rule reports.
func followed(kind string) bool {
	k := resource.Kinds[kind]
	return k != nil && k.Rule != "" && k.Rule != "clientchurn"
}

// fromModel returns what a call acquires by its model: one obligation, or as many
// as there are ways that are all needed to release it.
func fromModel(ob Obligation, m *resource.Model, sig *types.Signature) []*Obligation {
	a := m.Acquire
	if !followed(a.Kind) || a.OnErr == "maybe" || a.Result >= sig.Results().Len() {
		return nil
	}
	path, ok := fieldPath(sig.Results().At(a.Result).Type(), a.Path)
	if !ok {
		return nil
	}
	ob.Result, ob.Path, ob.Kind, ob.Done, ob.activate = a.Result, path, resource.Kinds[a.Kind], a.Done, a.Activate
	ob.Release = []string{}
	for _, item := range a.Release {
		switch r, _ := resource.ParseRelease(item); r.How {
		case resource.ByMethod:
			ob.Release = append(ob.Release, r.Name)
		case resource.ByVia:
			ob.via = append(ob.via, r.Via)
		case resource.ByRecv:
			ob.recv = append(ob.recv, r.Name)
		case resource.ByNothing:
		default:
			ob.more = append(ob.more, item)
		}
	}
	if len(ob.Release)+len(ob.via)+len(ob.recv)+len(ob.more) == 0 && a.All == nil {
		return nil // nothing that anybody could do
	}
	ob.parent, ob.scope, ob.until = a.Parent, a.Scope, a.Until
	if a.Wraps >= 0 {
		if args := ob.callee.all(); ob.callee.param(a.Wraps) < len(args) {
			ob.wraps = args[ob.callee.param(a.Wraps)]
		}
	}
	if a.OnErr == "absent" {
		ob.guard = guardResult(sig)
	}
	_, at := ob.Fields(sig.Results().At(a.Result).Type())
	if a.All == nil {
		if len(ob.Release) > 0 && len(ob.more)+len(ob.recv) == 0 && !hasAny(at, slices.Concat(ob.Release, ob.via)) {
			return nil // another version of the package
		}
		return []*Obligation{&ob}
	}
	var obs []*Obligation
	for _, name := range a.All {
		if one := ob; hasAny(at, []string{name}) {
			one.Release, one.OneOf = []string{name}, true
			obs = append(obs, &one)
		}
	}
	return obs
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
