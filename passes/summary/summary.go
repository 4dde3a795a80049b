// Package summary is the pass that travels: it computes, for every function of
// every package, what callers need to know of it, and exports that as facts.
//
// It is the only pass with facts. Standard-library packages are skipped: what
// their functions do comes from the catalogue, since their bodies would say
// "unknown" too often (io.Copy calls WriterTo dynamically).
package summary

import (
	"go/constant"
	"go/types"
	"reflect"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/connlint/connlint/passes/config"
	"github.com/connlint/connlint/passes/finding"
	"github.com/connlint/connlint/passes/internal/flow"
	"github.com/connlint/connlint/passes/internal/ir"
	"github.com/connlint/connlint/passes/resource"
)

// Analyzer computes summaries. Its result is a *Result.
var Analyzer = &analysis.Analyzer{
	Name:       "connlintsummary",
	Doc:        "summarise what functions do with connections",
	Requires:   []*analysis.Analyzer{config.Analyzer, ir.Analyzer},
	FactTypes:  []analysis.Fact{new(flow.Summary), new(flow.Analysed)},
	ResultType: reflect.TypeFor[*Result](),
	Run:        run,
}

// Result gives later passes the engine of the package.
type Result struct {
	// Engine returns the package's engine, built on first use.
	Engine func() *flow.Engine

	// Catalogue returns what is stated of APIs: by the catalogue, by directives
	// here and in what the package imports, and by the user's models.
	Catalogue func() *resource.Catalogue

	// Mistakes are what is wrong with the connlint directives of the package, and
	// with the user's models of packages that it imports.
	Mistakes []resource.Mistake

	// DrainLimit is what Close reads of a response body (see flow.Analysed).
	DrainLimit int64

	// Failed is the crash that ended the pass, if one did. Facts are missing
	// then, and findings may be.
	Failed error
}

func run(pass *analysis.Pass) (any, error) {
	s := sync.OnceValue(func() *stated { return collect(pass) })
	r := &Result{
		Engine:    sync.OnceValue(func() *flow.Engine { return newEngine(pass, s().catalogue) }),
		Catalogue: func() *resource.Catalogue { return s().catalogue },
	}
	r.fill(pass, s)
	return r, nil
}

func (r *Result) fill(pass *analysis.Pass, s func() *stated) {
	defer finding.Contain("summarising functions", &r.Failed)
	if resource.IsStd(pass.Pkg.Path()) {
		if pass.Pkg.Path() == "net/http" {
			pass.ExportPackageFact(&flow.Analysed{DrainLimit: drainLimit(pass.Pkg)})
		}
		return
	}
	r.Mistakes = s().mistakes
	r.DrainLimit = importedDrainLimit(pass)
	pass.ExportPackageFact(&flow.Analysed{Declared: s().declared, DrainLimit: r.DrainLimit})
	e, visible := r.Engine(), inSight(pass.Pkg)
	for _, fn := range pass.ResultOf[ir.Analyzer].(*ir.Package).Functions() {
		if obj, ok := fn.Object().(*types.Func); ok && obj.Pkg() == pass.Pkg && visible(obj) {
			if sum := e.Summarise(fn); sum != nil {
				pass.ExportObjectFact(obj, sum)
			}
		}
	}
}

func newEngine(pass *analysis.Pass, catalogue *resource.Catalogue) *flow.Engine {
	type imported struct {
		sum *flow.Summary
		ok  bool
	}
	cache := map[*types.Func]imported{}
	analysed := map[*types.Package]bool{}
	return flow.New(pass.ResultOf[ir.Analyzer].(*ir.Package), catalogue, func(fn *types.Func) (*flow.Summary, bool) {
		if got, ok := cache[fn]; ok {
			return got.sum, got.ok
		}
		known, ok := analysed[fn.Pkg()]
		if !ok {
			known = pass.ImportPackageFact(fn.Pkg(), new(flow.Analysed))
			analysed[fn.Pkg()] = known
		}
		got := imported{ok: known}
		if sum := new(flow.Summary); known && pass.ImportObjectFact(fn, sum) {
			got.sum = sum
		}
		cache[fn] = got
		return got.sum, got.ok
	})
}

// drainLimit reads how much net/http reads of a body that is closed early: a
// constant that Go 1.27 introduced. It is unexported, so only the pass over
// net/http itself can see it.
func drainLimit(pkg *types.Package) int64 {
	c, ok := pkg.Scope().Lookup("maxPostCloseReadBytes").(*types.Const)
	if !ok {
		return -1
	}
	n, _ := constant.Int64Val(c.Val())
	return n
}

// importedDrainLimit hands on what is known of net/http: package facts reach
// direct importers alone.
func importedDrainLimit(pass *analysis.Pass) int64 {
	for _, pkg := range pass.Pkg.Imports() {
		if fact := new(flow.Analysed); pass.ImportPackageFact(pkg, fact) && fact.DrainLimit != 0 {
			return fact.DrainLimit
		}
	}
	return 0
}
