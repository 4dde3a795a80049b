package finding

import (
	"fmt"
	"reflect"
	"runtime/debug"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/connlint/connlint/passes/config"
)

// NewAnalyzer returns the Analyzer of a rule.
//
// doc is the text of the rule's doc.go, from which its name, its summary and
// its documentation are taken; see ParseDoc. find returns the raw findings of a
// package; it may use the results of the analyzers in requires, and the options
// by config.Of.
//
// The Analyzer's result is a *Result. Its Run never returns an error: some
// drivers lose the findings of other packages, or of other linters, when an
// analyzer fails.
func NewAnalyzer(doc string, find func(pass *analysis.Pass) []Finding, requires ...*analysis.Analyzer) *analysis.Analyzer {
	name, text, err := headOfDoc(doc)
	if err != nil {
		panic(err)
	}
	return &analysis.Analyzer{
		Name:       name,
		Doc:        text,
		URL:        (&RuleDoc{Name: name}).URL(),
		Requires:   append([]*analysis.Analyzer{config.Analyzer}, requires...),
		ResultType: reflect.TypeFor[*Result](),
		Run:        func(pass *analysis.Pass) (any, error) { return run(pass, find), nil },
	}
}

func run(pass *analysis.Pass, find func(*analysis.Pass) []Finding) *Result {
	all, crash := contain(pass, find)
	if crash != nil {
		pass.Report(*crash)
		return &Result{Failed: true}
	}
	if len(all) > 0 {
		report(pass, all)
	}
	return &Result{All: all}
}

// contain calls find and turns a panic into a diagnostic at the package clause.
func contain(pass *analysis.Pass, find func(*analysis.Pass) []Finding) (all []Finding, crash *analysis.Diagnostic) {
	defer func() {
		if r := recover(); r != nil {
			crash = &analysis.Diagnostic{
				Category: string(Internal),
				Message:  fmt.Sprintf("%s: internal error in package %s: %v%s", pass.Analyzer.Name, pass.Pkg.Path(), r, crashSite()),
			}
			if len(pass.Files) > 0 {
				crash.Pos = pass.Files[0].Name.Pos()
			}
		}
	}()
	return find(pass), nil
}

// Contain turns a panic of the function that defers it into an error that says
// what was being done. One bad package must not end the analysis of the others.
//
// The result of an analyzer's Run has to exist outside the function that defers
// this: after a panic that function returns nothing, and drivers refuse a result
// of another type than the analyzer says.
func Contain(doing string, failed *error) {
	if p := recover(); p != nil {
		*failed = fmt.Errorf("%s: %v", doing, p)
	}
}

// crashSite names the function that panicked, for the bug report.
func crashSite() string {
	stack := strings.Split(string(debug.Stack()), "\n")
	for i, line := range stack {
		if strings.HasPrefix(line, "panic(") && i+3 < len(stack) {
			where, _, _ := strings.Cut(strings.TrimSpace(stack[i+3]), " +0x")
			return " (at " + where + ")"
		}
	}
	return ""
}

func report(pass *analysis.Pass, all []Finding) {
	cfg := config.Of(pass)
	files := newFiles(pass)
	for _, f := range all {
		file := files.at(f.Pos)
		if file.isGenerated() || file.isTest() && !cfg.Tests || file.suppresses(pass, cfg, f) {
			continue
		}
		if f.Severity.Below(Severity(cfg.Severity)) || f.Severity == Incomplete && !cfg.Incomplete {
			continue
		}
		pass.Report(diagnostic(pass, cfg, f))
	}
}

func diagnostic(pass *analysis.Pass, cfg *config.Config, f Finding) analysis.Diagnostic {
	d := analysis.Diagnostic{
		Pos:      f.Pos,
		End:      f.End,
		Category: string(f.Severity),
		Message:  f.Message,
		URL:      pass.Analyzer.URL,
	}
	if cfg.RuleInMessage {
		d.Message = pass.Analyzer.Name + ": " + d.Message
	}
	if cfg.Related {
		for _, s := range f.Path {
			d.Related = append(d.Related, analysis.RelatedInformation{Pos: s.Pos, Message: s.Message})
		}
	}
	if f.Fix != nil && editable(pass.Fset, f.Fix) {
		d.SuggestedFixes = []analysis.SuggestedFix{*f.Fix}
	}
	return d
}
