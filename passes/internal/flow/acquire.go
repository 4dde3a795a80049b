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
		impls := e.implementations2(to)
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

func (e *Engine) implementations2(to callee) []*ssa.Function {
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

func isNamed(t types.Type, pkg, name string) bool {
	p, ok := types.Unalias(t).(*types.Pointer)
	if !ok {
		return false
	}
	named, ok := types.Unalias(p.Elem()).(*types.Named)
	return ok && named.Obj().Name() == name && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == pkg
}

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

// fieldPath turns field names into a path from a value of type t.
func fieldPath(t types.Type, names []string) (Path, bool) {
	var path Path
	for _, name := range names {
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t = p.Elem()
			path += deref
		}
		st, ok := t.Underlying().(*types.Struct)
		if !ok {
			return "", false
		}
		found := false
		for i := range st.NumFields() {
			if st.Field(i).Name() == name && i < 256 {
				path += field(i)
				t, found = st.Field(i).Type(), true
				break
			}
		}
		if !found {
			return "", false
		}
	}
	return path, true
}

// search walks from an obligation; the result is kept.
func (e *Engine) search(ob *Obligation) *search {
	if s := e.found[ob]; s != nil {
		return s
	}
	s := e.newSearch(ob.Fn, ob)
	e.found[ob] = s
	call, ok := ob.Instr.(*ssa.Call)
	if !ok {
		s.leak = e.leak(ob, s)
		return s // go http.Get(u), defer http.Get(u): nobody gets the result
	}
	s.born = call
	s.split = returnsHolder(ob.Fn.Signature)
	s.findPreborn(call)
	if s.cancelled(call) {
		return s
	}
	st := State{names: []name{{call, resultPath(call, ob.Result) + ob.Path}}}
	for _, a := range ob.also {
		st = st.withName(call, resultPath(call, a.Result)+a.Path)
	}
	if ob.guard >= 0 && ob.guard != ob.Result {
		present, _ := guardFacts(call.Call.Signature(), ob.guard)
		st = st.withFact(resultSubject(call, ob.guard), present)
	}
	st = s.moreReleases(call, st)
	if ob.parent {
		if e.endsWithParent(ob, s) {
			return s
		}
		st = st.withName(s.canon(ob.callee.recv), parent)
	}
	b := call.Block()
	st = s.dominating(b, st)
	s.run(s.intern(frame{fn: ob.Fn}), b, slices.Index(b.Instrs, ssa.Instruction(call))+1, st)
	e.count(s)
	s.leak = e.leak(ob, s)
	s.late = e.loopDefers(ob, s)
	s.nodes, s.queue, s.visited, s.frames, s.preborn = nil, nil, nil, nil, nil // what is kept is small
	return s
}

// endsWithParent reports whether the release of the receiver is sure to come: it
// is deferred, or it is up to somebody else because the transaction came from
// outside.
func (e *Engine) endsWithParent(ob *Obligation, s *search) bool {
	recv := variable(s.canon(ob.callee.recv))
	if ob.Kind.Rule == "sqlleak" || ob.scope != "stream" && ob.Kind.Name != "channel" || ob.Kind.Name == "stream" {
		// A transaction, or the connection of a subscription, that comes from
		// elsewhere is ended there. (Channels are opened for each message.)
		switch recv.(type) {
		case *ssa.Extract, *ssa.Call, *ssa.Alloc, *ssa.Phi:
		default:
			return true
		}
	}
	for _, b := range ob.Fn.Blocks {
		for _, instr := range b.Instrs {
			if d, ok := instr.(*ssa.Defer); ok {
				if to := s.callee(&d.Call, State{}); to.recv != nil && to.obj != nil && releaseNames[to.obj.Name()] && variable(s.canon(to.recv)) == recv {
					return true
				}
			}
		}
	}
	return false
}

// variable returns the variable that a value was loaded from, or the value.
func variable(v ssa.Value) ssa.Value {
	if load, ok := v.(*ssa.UnOp); ok {
		if alloc, ok := load.X.(*ssa.Alloc); ok {
			return alloc
		}
	}
	return v
}

// dominating adds what every path to block b has decided.
func (s *search) dominating(b *ssa.BasicBlock, st State) State {
	for child := b; child.Idom() != nil; child = child.Idom() {
		dom := child.Idom()
		br, ok := dom.Instrs[len(dom.Instrs)-1].(*ssa.If)
		if !ok || len(child.Preds) != 1 {
			continue
		}
		if next, feasible := s.branch(s.resolve(br.Cond, st), dom.Succs[0] == child, st); feasible {
			st = next
		}
	}
	return st
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

// moreReleases names the functions that release the resource when they are
// called: a result of the acquiring call, or the cancel function of its context.
func (s *search) moreReleases(call *ssa.Call, st State) State {
	for _, item := range s.ob.more {
		r, err := resource.ParseRelease(item)
		if err != nil {
			continue // the catalogue was checked when it was parsed
		}
		switch r.How {
		case resource.ByCall:
			st = st.withName(call, resultPath(call, r.Index)+calling)
		case resource.ByCtx:
			for _, cancel := range s.cancels(call, r.Index) {
				st = st.withName(cancel, calling)
			}
		}
	}
	return st
}

// cancelled reports whether the cancellation that releases the resource is in
// other hands, or is deferred already.
func (s *search) cancelled(call *ssa.Call) bool {
	if s.ob.Kind.Rule == "clientleak" && contextOption(call) {
		return true
	}
	for _, item := range s.ob.more {
		r, err := resource.ParseRelease(item)
		if err != nil || r.How != resource.ByCtx {
			continue
		}
		cancels := s.cancels(call, r.Index)
		if len(cancels) == 0 {
			// A client lives as long as the context that it was given. Rows end
			// with theirs, too, but holding them until then is the leak.
			only := len(s.ob.Release) == 0 && len(s.ob.more) == 1
			return (only || s.ob.Kind.Rule == "clientleak") && !s.neverCancelled(call, r.Index)
		}
		for _, c := range cancels {
			for _, ref := range *c.Referrers() {
				switch ref := ref.(type) {
				case *ssa.Defer:
					if ref.Call.Value == c {
						return true
					}
				case *ssa.Store, *ssa.Return, *ssa.MakeClosure, *ssa.MapUpdate, *ssa.Send:
					return true // somebody else has it
				}
			}
		}
	}
	return false
}

// contextOption reports whether a client gets the context that it lives by as
// an option, as in concurrency.NewSession(c, concurrency.WithContext(ctx)).
func contextOption(call *ssa.Call) bool {
	for _, arg := range call.Call.Args {
		slice, ok := arg.(*ssa.Slice)
		if !ok {
			continue
		}
		array, ok := slice.X.(*ssa.Alloc)
		if !ok || array.Comment != "varargs" {
			continue
		}
		for _, r := range *array.Referrers() {
			elem, ok := r.(*ssa.IndexAddr)
			if !ok {
				continue
			}
			for _, u := range *elem.Referrers() {
				st, ok := u.(*ssa.Store)
				if !ok {
					continue
				}
				option, ok := strip(st.Val).(*ssa.Call)
				if ok && option.Call.StaticCallee() != nil && option.Call.StaticCallee().Name() == "WithContext" {
					return true
				}
			}
		}
	}
	return false
}

// neverCancelled reports whether the context in parameter i is one that nobody
// cancels: context.Background, TODO, or WithoutCancel.
func (s *search) neverCancelled(call *ssa.Call, i int) bool {
	args := call.Call.Args
	if s.ob.callee.recv != nil && !call.Call.IsInvoke() && len(args) > 0 {
		args = args[1:]
	}
	if i >= len(args) {
		return false
	}
	made, ok := args[i].(*ssa.Call)
	if !ok {
		return false
	}
	fn := made.Call.StaticCallee()
	return fn != nil && fn.Pkg != nil && fn.Pkg.Pkg.Path() == "context" && slices.Contains([]string{"Background", "TODO", "WithoutCancel"}, fn.Name())
}

// cancels returns the cancel functions of the context in parameter i.
func (s *search) cancels(call *ssa.Call, i int) []ssa.Value {
	args := call.Call.Args
	if s.ob.callee.recv != nil && !call.Call.IsInvoke() && len(args) > 0 {
		args = args[1:]
	}
	if i >= len(args) {
		return nil
	}
	return cancelsOf(args[i], s.n, 0)
}

// cancelsOf returns the cancel functions of the contexts that ctx derives from.
func cancelsOf(ctx ssa.Value, n *nest, depth int) []ssa.Value {
	ctx = n.canon(ctx)
	if load, ok := ctx.(*ssa.UnOp); ok {
		var all []ssa.Value
		if cell, ok := n.canon(load.X).(*ssa.Alloc); ok && depth < 4 {
			for _, r := range *cell.Referrers() {
				if st, ok := r.(*ssa.Store); ok && st.Addr == ssa.Value(cell) {
					all = append(all, cancelsOf(st.Val, n, depth+1)...)
				}
			}
		}
		return all
	}
	ext, ok := ctx.(*ssa.Extract)
	if !ok {
		return nil
	}
	call, ok := ext.Tuple.(*ssa.Call)
	if !ok || ext.Index != 0 {
		return nil
	}
	fn := call.Call.StaticCallee()
	if fn == nil || fn.Object() == nil || fn.Object().Pkg() == nil || !strings.HasPrefix(fn.Object().Name(), "With") && fn.Object().Name() != "NotifyContext" {
		return nil
	}
	var all []ssa.Value
	for _, r := range *call.Referrers() {
		if cancel, ok := r.(*ssa.Extract); ok && cancel.Index == 1 {
			all = append(all, cancel)
		}
	}
	return all
}

// owned returns the results of a function that own a resource which the
// function acquired: its callers must release them.
func (e *Engine) owned(fn *ssa.Function) []Owned {
	if o, ok := e.owners[fn]; ok {
		return o
	}
	e.owners[fn] = nil
	sig := fn.Signature
	if sig.Results().Len() == 0 {
		return nil
	}
	if !returnsHolder(sig) {
		return nil
	}
	var owned []Owned
	named := map[ssa.Value]bool{}
	for _, ob := range e.acquisitions(fn) {
		s := e.search(ob)
		if s.overflow || s.vague {
			continue
		}
		for v := range s.named {
			named[v] = true
		}
		var mine []Owned
		for _, ex := range s.exits {
			if ex.success == no {
				continue // by convention nobody looks at it
			}
			for _, a := range ex.results {
				if o, ok := e.ownedResult(fn, ob, a); ok {
					mine = addOwned(mine, o)
				}
			}
		}
		// On some returns it is there for its headers alone, already closed.
		mine = slices.DeleteFunc(mine, func(o Owned) bool { return s.returnsReleased(o.Result) })
		if len(mine) > 0 {
			o := mine[0]
			for _, other := range mine[1:] {
				o.Also = append(o.Also, Alias{other.Result, other.Path})
			}
			owned = addOwned(owned, o)
		}
	}
	owned = slices.DeleteFunc(owned, func(o Owned) bool { return !e.alwaysOwned(fn, o.Result, named) })
	slices.SortFunc(owned, func(a, b Owned) int {
		if a.Result != b.Result {
			return a.Result - b.Result
		}
		return strings.Compare(string(a.Path), string(b.Path))
	})
	e.owners[fn] = owned
	return owned
}

// returnsHolder reports whether a function has results that can give access to
// a resource.
func returnsHolder(sig *types.Signature) bool {
	for i := range sig.Results().Len() {
		if canHold(sig.Results().At(i).Type()) {
			return true
		}
	}
	return false
}

// returnsReleased reports whether some successful return hands out what gave
// access to the resource after it was released or handed over.
func (s *search) returnsReleased(i int) bool {
	return slices.ContainsFunc(s.exits, func(ex exit) bool {
		ret, ok := ex.instr.(*ssa.Return)
		if !ok || ex.kind != exitReleased && ex.kind != exitTransferred || ex.success == no || i >= len(ret.Results) {
			return false
		}
		_, isConst := ret.Results[i].(*ssa.Const)
		return !isConst && ex.present[i]
	})
}

func addOwned(list []Owned, o Owned) []Owned {
	for _, have := range list {
		if have.Result == o.Result {
			return list
		}
	}
	return append(list, o)
}

func (e *Engine) ownedResult(fn *ssa.Function, ob *Obligation, a Alias) (Owned, bool) {
	sig := fn.Signature
	o := Owned{Result: a.Result, Path: a.Path, Kind: ob.Kind.Name, API: ob.API, Guard: -1, Release: ob.Release, Done: ob.Done}
	if g := guardResult(sig); g >= 0 && g != a.Result && isError(sig.Results().At(g).Type()) {
		o.Guard = g
	}
	t := sig.Results().At(a.Result).Type()
	if a.Path == calling || e.releasedElsewhere(ob) {
		return o, false // a release function went along with it
	}
	if types.IsInterface(t) && a.Path != "" {
		// Behind an interface only its own release is in reach.
		iface := t.Underlying().(*types.Interface)
		for i := range iface.NumMethods() {
			if releaseNames[iface.Method(i).Name()] {
				o.Path, o.Release = "", append([]string(nil), iface.Method(i).Name())
				return o, e.returnsReleaser(fn, a, o.Release[0])
			}
		}
		return o, false
	}
	return o, e.releasable(t, a.Path, ob.Release)
}

// releasedElsewhere reports whether something other than a method of the
// resource may release it: a function that came with it, or the cancellation of
// a context that is made here.
func (e *Engine) releasedElsewhere(ob *Obligation) bool {
	call, ok := ob.Instr.(*ssa.Call)
	return ok && slices.ContainsFunc(ob.more, func(item string) bool {
		r, err := resource.ParseRelease(item)
		s := &search{e: e, n: e.nest(ob.Fn), ob: ob}
		return err == nil && (r.How != resource.ByCtx || len(s.cancels(call, r.Index)) > 0)
	})
}

// returnsReleaser reports whether what fn returns as an interface is of a type
// whose method releases what it holds.
func (e *Engine) returnsReleaser(fn *ssa.Function, a Alias, method string) bool {
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		if mi, ok := ret.Results[a.Result].(*ssa.MakeInterface); ok && !e.methodReleases(mi.X.Type(), method, a.Path) {
			return false
		}
	}
	return true
}

// releasable reports whether a caller can release what lies on a path of a
// value of type t: directly, through exported fields, or by a method.
func (e *Engine) releasable(t types.Type, path Path, releases []string) bool {
	direct := true
	at := t
	for i := 0; i+1 < len(path); i += 2 {
		switch path[i] {
		case opDeref:
			p, ok := at.Underlying().(*types.Pointer)
			if !ok {
				return true
			}
			at = p.Elem()
		case opField:
			st, ok := at.Underlying().(*types.Struct)
			if !ok || int(path[i+1]) >= st.NumFields() {
				return false
			}
			f := st.Field(int(path[i+1]))
			direct = direct && (f.Exported() || f.Embedded())
			at = f.Type()
		default:
			return false
		}
	}
	if direct && hasAny(at, releases) {
		return true
	}
	ms := types.NewMethodSet(types.NewPointer(deptr(t)))
	for i := range ms.Len() {
		if name := ms.At(i).Obj().Name(); ms.At(i).Obj().Exported() && e.methodReleases(t, name, path) {
			return true
		}
	}
	return false
}

// hasAny reports whether a type has one of the methods.
func hasAny(t types.Type, methods []string) bool {
	return slices.ContainsFunc(methods, func(name string) bool {
		obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name)
		_, isMethod := obj.(*types.Func)
		return isMethod
	})
}

// methodReleases reports whether method name of type t may release what lies on
// a path of its receiver.
func (e *Engine) methodReleases(t types.Type, name string, path Path) bool {
	obj, index, _ := types.LookupFieldOrMethod(t, true, e.types, name)
	m, ok := obj.(*types.Func)
	if !ok {
		return false
	}
	// A promoted method gets the embedded part.
	for _, i := range index[:len(index)-1] {
		path, _ = path.after(deref)
		if path, ok = path.after(field(i)); !ok {
			return false
		}
	}
	if len(index) > 1 {
		t = m.Signature().Recv().Type()
	}
	if slices.Contains(e.letsGo(t, path), name) {
		return true
	}
	if !isPointer(m.Signature().Recv().Type()) && isPointer(t) {
		path, _ = path.after(deref)
	}
	if m.Pkg() == e.types {
		fn := e.declared(m)
		if fn == nil || len(fn.Blocks) == 0 {
			return looksLikeRelease(name)
		}
		eff := e.effect(fn, 0, path)
		return (eff.Success.May|eff.Failure.May)&Released != 0
	}
	if sum, ok := e.imported(m); ok {
		eff := importedEffect(sum, m, 0, path)
		return (eff.Success.May|eff.Failure.May)&Released != 0
	}
	return looksLikeRelease(name)
}

func deptr(t types.Type) types.Type {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

// alwaysOwned reports whether every value that fn returns as result i is one
// that gave access to an acquired resource, or nil: a function that sometimes
// returns what somebody else owns must not make its callers release it.
func (e *Engine) alwaysOwned(fn *ssa.Function, i int, named map[ssa.Value]bool) bool {
	n := e.nest(fn)
	seen := map[ssa.Value]bool{}
	var ok func(v ssa.Value) bool
	ok = func(v ssa.Value) bool {
		v = n.canon(v)
		if seen[v] {
			return true
		}
		seen[v] = true
		switch v := v.(type) {
		case *ssa.Const, *ssa.Alloc:
			return true
		case *ssa.Phi:
			return !slices.ContainsFunc(v.Edges, func(x ssa.Value) bool { return !ok(x) })
		case *ssa.ChangeInterface:
			return ok(v.X)
		case *ssa.ChangeType:
			return ok(v.X)
		case *ssa.MakeInterface:
			return ok(v.X)
		case *ssa.UnOp:
			if cell, isAlloc := n.canon(v.X).(*ssa.Alloc); isAlloc {
				all := true
				n.eachUse(cell, func(r ssa.Instruction) {
					if st, isStore := r.(*ssa.Store); isStore && n.canon(st.Addr) == ssa.Value(cell) {
						all = all && ok(st.Val)
					}
				})
				return all
			}
		}
		return named[v]
	}
	for _, b := range fn.Blocks {
		if b == fn.Recover || len(b.Instrs) == 0 {
			continue
		}
		if ret, isRet := b.Instrs[len(b.Instrs)-1].(*ssa.Return); isRet && !ok(ret.Results[i]) {
			return false
		}
	}
	return true
}

// canHold reports whether a value of type t can give access to a resource.
func canHold(t types.Type) bool {
	switch u := types.Unalias(t).Underlying().(type) {
	case *types.Pointer:
		_, ok := u.Elem().Underlying().(*types.Struct)
		return ok
	case *types.Struct:
		return true
	case *types.Interface:
		return !isError(t)
	case *types.Signature:
		return true
	}
	return false
}

// resourcePaths lists the paths on which a parameter of type t may give access
// to a resource: those for which summaries are exported. The list depends on
// the type alone, so that importers can tell "borrows" from "was not asked".
func resourcePaths(t types.Type) []resourcePath {
	var paths []resourcePath
	put := func(p Path, opaque bool) { paths = append(paths, resourcePath{p, opaque}) }
	var add func(t types.Type, prefix Path, depth int)
	add = func(t types.Type, prefix Path, depth int) {
		if len(paths) > 16 || prefix.tooLong() {
			return
		}
		if isNamed(t, "net/http", "Response") {
			if body, ok := fieldPath(t, []string{"Body"}); ok {
				put(prefix+body, false)
			}
			return
		}
		switch u := types.Unalias(t).Underlying().(type) {
		case *types.Interface:
			if holdsBehind(t, u) {
				put(prefix, true)
			}
		case *types.Signature:
			if u.Params().Len() == 0 && u.Results().Len() <= 1 {
				put(prefix+calling, false)
			}
		case *types.Slice:
			if depth == 0 {
				add(u.Elem(), prefix+elem, 2)
			}
		case *types.Pointer:
			if hasReleaseMethod(t) {
				put(prefix, false)
			}
			if st, ok := u.Elem().Underlying().(*types.Struct); ok && depth < 2 && !stdType(u.Elem()) {
				addFields(st, prefix+deref, depth, add)
			}
		case *types.Struct:
			if depth < 2 && !stdType(t) {
				addFields(u, prefix, depth, add)
			}
		}
	}
	add(t, "", 0)
	return paths
}

// A resourcePath is opaque if an interface stands there: more may lie behind.
type resourcePath struct {
	path   Path
	opaque bool
}

func addFields(st *types.Struct, prefix Path, depth int, add func(types.Type, Path, int)) {
	for i := range min(st.NumFields(), 255) {
		add(st.Field(i).Type(), prefix+field(i), depth+1)
	}
}

// holdsBehind: interfaces whose values may be resources. Contexts, errors and
// the like are not.
func holdsBehind(t types.Type, u *types.Interface) bool {
	if u.NumMethods() == 0 {
		return true
	}
	for i := range u.NumMethods() {
		switch name := u.Method(i).Name(); {
		case releaseNames[name], name == "Read", name == "Write", name == "RoundTrip", name == "Do":
			return true
		}
	}
	return false
}

func hasReleaseMethod(t types.Type) bool {
	for name := range releaseNames {
		if obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name); obj != nil {
			if _, ok := obj.(*types.Func); ok {
				return true
			}
		}
	}
	return false
}

func stdType(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && isStd(named.Obj().Pkg())
}
