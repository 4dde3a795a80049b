// Package flow is the engine: it follows resources along the paths of a
// function, and summarises what functions do with them.
//
// The files read in this order: path (how a value gives access to a resource),
// state (what a path knows), search (the walk), cond (branches), transfer
// (instructions), calls and literals (calls), nest (a function with its
// literals); then what is known of callees: summary, engine, given, infer, keep
// and holds; what is acquired (acquire), followed (follow, context) and handed to
// callers (owned), and what a response leaves to do (reuse); and the results: leak,
// lend, loopdefer, fields.
package flow

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/connlint/connlint/passes/internal/ir"
	"github.com/connlint/connlint/passes/resource"
)

// An Engine answers questions about the functions of one package. Answers are
// computed when they are asked for, and kept. It is not safe for concurrent use.
type Engine struct {
	ir      *ir.Package
	prog    *ssa.Program
	types   *types.Package
	models  *resource.Catalogue
	facts   func(*types.Func) (*Summary, bool)
	nests   map[*ssa.Function]*nest
	effects map[effectKey]*ParamEffect // nil while being computed

	returning  map[*ssa.Function]*Returns
	predicates map[*ssa.Function][]Predicate
	given      map[*ssa.Function][]Given
	present    map[*ssa.Function][]int
	kept       map[*ssa.Function][]int
	askedFor   map[*ssa.Function][]int
	owners     map[*ssa.Function][]Owned
	acquiring  map[*ssa.Function][]*Obligation
	found      map[*Obligation]*search
	mayRelease map[*ssa.Function]bool
	assigns    map[*ssa.Global]bool // package variables set after initialisation; built on first use
	impls      map[*types.Func][]*ssa.Function
	twins      map[*types.Func]*resource.Model

	// Stats counts searches, for -v and benchmarks.
	Stats Stats
}

// Stats is what the engine did.
type Stats struct {
	Searches, Steps, GaveUp int
}

type effectKey struct {
	fn    *ssa.Function
	p     int
	path  Path
	given string
}

// New returns an engine for a package. facts returns the summary of an imported
// function, nil if it has none, and whether its package was analysed.
func New(pkg *ir.Package, models *resource.Catalogue, facts func(*types.Func) (*Summary, bool)) *Engine {
	p := pkg.SSA()
	return &Engine{
		ir: pkg, prog: p.Prog, types: p.Pkg, models: models, facts: facts,
		nests:      map[*ssa.Function]*nest{},
		effects:    map[effectKey]*ParamEffect{},
		returning:  map[*ssa.Function]*Returns{},
		predicates: map[*ssa.Function][]Predicate{},
		given:      map[*ssa.Function][]Given{},
		present:    map[*ssa.Function][]int{},
		kept:       map[*ssa.Function][]int{},
		askedFor:   map[*ssa.Function][]int{},
		owners:     map[*ssa.Function][]Owned{},
		acquiring:  map[*ssa.Function][]*Obligation{},
		found:      map[*Obligation]*search{},
		mayRelease: map[*ssa.Function]bool{},
		impls:      map[*types.Func][]*ssa.Function{},
		twins:      map[*types.Func]*resource.Model{},
	}
}

// imported returns the summary of a function of another package.
func (e *Engine) imported(obj *types.Func) (*Summary, bool) {
	if obj == nil || obj.Pkg() == nil || obj.Pkg() == e.types {
		return nil, false
	}
	return e.facts(obj.Origin())
}

// effect summarises what a function of this package does with the resource on
// one path of one parameter. Recursion counts as a borrow, so a function that
// releases in its recursive call may do either, which is silent.
func (e *Engine) effect(fn *ssa.Function, p int, path Path) ParamEffect {
	return e.effectGiven(fn, p, path, nil)
}

// effectGiven is effect for calls that say more about the parameters.
func (e *Engine) effectGiven(fn *ssa.Function, p int, path Path, given givens) ParamEffect {
	key := effectKey{fn, p, path, given.key()}
	if eff, ok := e.effects[key]; ok {
		if eff == nil {
			return borrows
		}
		return *eff
	}
	if p >= len(fn.Params) {
		return transfers
	}
	e.effects[key] = nil
	eff := e.summariseParam(fn, p, path, given)
	e.effects[key] = &eff
	return eff
}

func (e *Engine) summariseParam(fn *ssa.Function, p int, path Path, given givens) ParamEffect {
	param := fn.Params[p]
	eff := ParamEffect{Param: p, Path: path}
	if !mayTouch(param, path) {
		eff.Success, eff.Failure = borrows.Success, borrows.Failure
		return eff
	}
	s := e.newSearch(fn, nil)
	s.param, s.split = true, true
	s.arrived, s.arrivedAs = path, param.Type()
	st := State{names: []name{{param, path}}, facts: e.givenFacts(fn, given)}
	s.run(s.intern(frame{fn: fn}), fn.Blocks[0], 0, st)
	e.count(s)
	if s.overflow {
		eff.Success, eff.Failure = transfers.Success, transfers.Failure
		return eff
	}
	for _, ex := range s.exits {
		f := Fate{May: ex.outcome(), Read: uint8(ex.read)}
		if ex.results != nil {
			f.May, f.Results = 0, slices.Clone(ex.results)
		}
		if ex.success != no {
			eff.Success = eff.Success.join(f)
		}
		if ex.success != yes {
			eff.Failure = eff.Failure.join(f)
		}
	}
	if s.closes && (eff.Success.May|eff.Failure.May)&ended != 0 && canRead(param.Type(), path) {
		e.readBeforeClose(fn, st, &eff)
	}
	return eff
}

// mayTouch is a cheap test of whether a function can do anything with what lies
// on a path of a parameter: it does not if it uses only other fields.
func mayTouch(param *ssa.Parameter, path Path) bool {
	refs := param.Referrers()
	if refs == nil {
		return false
	}
	want, ok := path.after(deref)
	if !ok {
		want = path
	}
	for _, r := range *refs {
		switch r := r.(type) {
		case *ssa.FieldAddr:
			if _, same := want.after(field(r.Field)); same || path == "" {
				return true
			}
		case *ssa.Field:
			if _, same := want.after(field(r.Field)); same || path == "" {
				return true
			}
		case *ssa.DebugRef, *ssa.If, *ssa.BinOp:
		default:
			return true
		}
	}
	return false
}

// join is or without duplicates.
func (f Fate) join(g Fate) Fate {
	f = f.or(g)
	slices.SortFunc(f.Results, func(a, b Alias) int {
		if a.Result != b.Result {
			return a.Result - b.Result
		}
		return slices.Compare([]byte(a.Path), []byte(b.Path))
	})
	f.Results = slices.Compact(f.Results)
	return f
}

func (e *Engine) count(s *search) {
	e.Stats.Searches++
	e.Stats.Steps += s.steps
	if s.overflow {
		e.Stats.GaveUp++
	}
}

// Summarise computes what importers need to know of a function; nil if there is
// nothing to say.
func (e *Engine) Summarise(fn *ssa.Function) *Summary {
	sum := &Summary{Owned: e.owned(fn), Returns: *e.returns(fn), Predicates: e.predicatesOf(fn), Given: e.givensOf(fn), Present: e.neverNilResults(fn), Keeps: e.keptParams(fn)}
	for p, param := range fn.Params {
		for _, path := range resourcePaths(param.Type()) {
			if eff := e.effect(fn, p, path.path); !eff.isBorrow() {
				sum.Effects = append(sum.Effects, eff)
			}
		}
	}
	if sum.trivial() {
		return nil
	}
	return sum
}

// implementations returns the methods that a call of an unexported interface's
// method can reach; nil if they are not known.
func (e *Engine) implementations(m *types.Func) []*ssa.Function {
	if impls, ok := e.impls[m]; ok {
		return impls
	}
	e.impls[m] = nil
	recv, ok := types.Unalias(m.Signature().Recv().Type()).(*types.Named)
	if !ok || m.Pkg() != e.types || recv.Obj().Exported() {
		return nil
	}
	iface := recv.Underlying().(*types.Interface)
	var impls []*ssa.Function
	for _, name := range e.types.Scope().Names() {
		tn, ok := e.types.Scope().Lookup(name).(*types.TypeName)
		if !ok || tn.IsAlias() || types.IsInterface(tn.Type()) {
			continue
		}
		if named, ok := tn.Type().(*types.Named); ok && named.TypeParams().Len() > 0 {
			continue
		}
		if ptr := types.NewPointer(tn.Type()); types.Implements(ptr, iface) {
			if fn := e.concreteMethod(ptr, m); fn != nil && len(fn.Blocks) > 0 {
				impls = append(impls, fn)
			}
		}
	}
	e.impls[m] = impls
	return impls
}
