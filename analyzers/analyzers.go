// Package analyzers is the suite: every rule, with its severity and category.
package analyzers

import (
	"golang.org/x/tools/go/analysis"

	"github.com/connlint/connlint/analyzers/keepaliveoff"
	"github.com/connlint/connlint/passes/config"
	"github.com/connlint/connlint/passes/finding"
)

// A Rule is one line of the suite.
type Rule struct {
	Analyzer *analysis.Analyzer
	Severity finding.Severity // of its gravest findings
	Category string           // leak, waste or hygiene
}

// Suite lists the rules, gravest first.
var Suite = []Rule{
	// {bodyleak.Analyzer, finding.Error, "leak"},
	{keepaliveoff.Analyzer, finding.Warning, "waste"},
}

// All returns the rules' analyzers and the one that owns the options, for
// drivers.
func All() []*analysis.Analyzer {
	all := []*analysis.Analyzer{config.Analyzer}
	for _, r := range Suite {
		all = append(all, r.Analyzer)
	}
	return all
}
