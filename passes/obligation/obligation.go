// Package obligation finds the leaks of a package: resources that are still
// open when a path leaves their function, each with the path as witness.
//
// It reports nothing; rules do.
package obligation

import (
	"fmt"
	"go/token"
	"reflect"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/connlint/connlint/passes/config"
	"github.com/connlint/connlint/passes/finding"
	"github.com/connlint/connlint/passes/internal/explain"
	"github.com/connlint/connlint/passes/internal/fix"
	"github.com/connlint/connlint/passes/internal/flow"
	"github.com/connlint/connlint/passes/internal/ir"
	"github.com/connlint/connlint/passes/resource"
	"github.com/connlint/connlint/passes/summary"
)

// Analyzer finds leaks. Its result is a *Result.
var Analyzer = &analysis.Analyzer{
	Name:       "connlintobligation",
	Doc:        "find connections that are not given back on some path",
	Requires:   []*analysis.Analyzer{config.Analyzer, ir.Analyzer, summary.Analyzer},
	ResultType: reflect.TypeFor[*Result](),
	Run:        run,
}

// Result is what was found in a package.
type Result struct {
	Leaks []Leak

	// LoopDefers lists releases that are deferred in loops.
	LoopDefers []LoopDefer

	// FieldLeaks lists resources that are lost in fields.
	FieldLeaks []FieldLeak

	undrain func() []Undrained // bodies that are closed before their end

	// Incomplete lists acquisitions whose function was too large to search.
	Incomplete []Incomplete

	// Failed is the crash that ended the search, if one did.
	Failed error
}

// A Leak is a resource that some path leaves open.
type Leak struct {
	Kind     *resource.Kind
	Pos, End token.Pos // the acquiring call
	Message  string    // what is not released, and when
	Path     []finding.Step
	Fix      *analysis.SuggestedFix // nil if none is provably right

	// Release is the method that releases the resource; "" if there is none, as
	// where its context has to be cancelled.
	Release string

	// Always says that no path releases the resource or hands it over.
	Always bool

	// Again says that the acquiring call is executed again, in the same call of
	// its function, while the resource is open.
	Again bool

	// Bodyless says that the response is one to HEAD, which has no body.
	Bodyless bool

	// Cancelled says that the request is cancelled when the function returns,
	// which closes the connection.
	Cancelled bool

	// Drained says that on every open path the resource was read to its end.
	Drained bool

	// Broken says that on every open path reading the resource failed.
	Broken bool
}

// Finding returns the leak as a finding.
func (l Leak) Finding(s finding.Severity) finding.Finding {
	return finding.Finding{Pos: l.Pos, End: l.End, Severity: s, Message: l.Message, Path: l.Path, Fix: l.Fix}
}

// Incomplete is an acquisition that could not be followed.
type Incomplete struct {
	Kind    *resource.Kind
	Pos     token.Pos
	Message string
}

func run(pass *analysis.Pass) (any, error) {
	r := &Result{}
	r.fill(pass)
	return r, nil
}

func (r *Result) fill(pass *analysis.Pass) {
	defer finding.Contain("following connections", &r.Failed)
	sum := pass.ResultOf[summary.Analyzer].(*summary.Result)
	if sum.Failed != nil {
		r.Failed = sum.Failed
		return
	}
	pkg := pass.ResultOf[ir.Analyzer].(*ir.Package)
	r.undrain = sync.OnceValue(func() []Undrained { return undrain(pass, sum, pkg) })
	for _, fn := range pkg.Functions() {
		leaks, incomplete := sum.Engine().Leaks(fn)
		for _, l := range leaks {
			r.Leaks = append(r.Leaks, Leak{
				Kind:      l.Kind,
				Pos:       l.At.Pos(),
				End:       l.At.End(),
				Message:   explain.Message(pkg, l),
				Path:      explain.Path(pkg, l),
				Fix:       fix.Defer(pkg, l, config.Of(pass).Errcheck),
				Release:   release(l),
				Always:    l.Always,
				Again:     l.Again,
				Drained:   l.Drained,
				Broken:    l.Broken,
				Bodyless:  l.Bodyless,
				Cancelled: l.Cancelled,
			})
		}
		for _, l := range sum.Engine().Deferred(fn) {
			r.LoopDefers = append(r.LoopDefers, loopDefer(pkg, l))
		}
		for _, i := range incomplete {
			r.Incomplete = append(r.Incomplete, Incomplete{i.Kind, i.Pos, fmt.Sprintf("gave up following what %s returns: the function has too many paths", i.API)})
		}
	}
	for _, l := range sum.Engine().FieldLeaks() {
		r.FieldLeaks = append(r.FieldLeaks, fieldLeak(l))
	}
}

// release returns the first method among what releases a resource.
func release(l *flow.Leak) string {
	for _, name := range l.Ob.Release {
		if token.IsIdentifier(name) {
			return name
		}
	}
	return ""
}

// Of returns the leaks of a kind reported by the named rule. It panics if the
// search crashed, which finding.NewAnalyzer turns into a diagnostic.
func Of(pass *analysis.Pass, rule string) []Leak {
	var leaks []Leak
	for _, l := range result(pass).Leaks {
		if l.Kind.Rule == rule {
			leaks = append(leaks, l)
		}
	}
	return leaks
}

func result(pass *analysis.Pass) *Result {
	r := pass.ResultOf[Analyzer].(*Result)
	if r.Failed != nil {
		panic(r.Failed)
	}
	return r
}

// Errors returns the leaks of a kind reported by the named rule, and the gaps,
// as findings: all that a rule without severities of its own has to report.
func Errors(pass *analysis.Pass, rule string) []finding.Finding {
	var found []finding.Finding
	for _, l := range Of(pass, rule) {
		found = append(found, l.Finding(finding.Error))
	}
	return append(found, Gaps(pass, rule)...)
}

// Gaps returns the acquisitions of a kind reported by the named rule that could
// not be followed, as findings of severity Incomplete.
func Gaps(pass *analysis.Pass, rule string) []finding.Finding {
	var gaps []finding.Finding
	for _, i := range pass.ResultOf[Analyzer].(*Result).Incomplete {
		if i.Kind.Rule == rule {
			gaps = append(gaps, finding.Finding{Pos: i.Pos, Severity: finding.Incomplete, Message: i.Message})
		}
	}
	return gaps
}
