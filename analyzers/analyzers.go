// Package analyzers is the suite: every rule, with its severity and category.
package analyzers

import (
	"golang.org/x/tools/go/analysis"

	"github.com/connlint/connlint/analyzers/bodydrain"
	"github.com/connlint/connlint/analyzers/bodyleak"
	"github.com/connlint/connlint/analyzers/clientchurn"
	"github.com/connlint/connlint/analyzers/clientleak"
	"github.com/connlint/connlint/analyzers/connleak"
	"github.com/connlint/connlint/analyzers/deferloop"
	"github.com/connlint/connlint/analyzers/directive"
	"github.com/connlint/connlint/analyzers/fieldleak"
	"github.com/connlint/connlint/analyzers/idlelimit"
	"github.com/connlint/connlint/analyzers/keepaliveoff"
	"github.com/connlint/connlint/analyzers/reconnect"
	"github.com/connlint/connlint/analyzers/sqlleak"
	"github.com/connlint/connlint/analyzers/unusedignore"
	"github.com/connlint/connlint/passes/config"
	"github.com/connlint/connlint/passes/finding"
)

// A Rule is one line of the suite.
type Rule struct {
	Analyzer *analysis.Analyzer
	Severity finding.Severity // of its gravest findings
	Category string           // leak, waste or upkeep
}

// Suite lists the rules, gravest first.
var Suite = append(others, Rule{UnusedIgnore, finding.Note, "upkeep"})

// UnusedIgnore is the rule about the suppression comments of the others.
var UnusedIgnore = unusedignore.New(analyzers(others)...)

var others = []Rule{
	{bodyleak.Analyzer, finding.Error, "leak"},
	{connleak.Analyzer, finding.Error, "leak"},
	{sqlleak.Analyzer, finding.Error, "leak"},
	{clientleak.Analyzer, finding.Error, "leak"},
	{directive.Analyzer, finding.Error, "upkeep"},
	{bodydrain.Analyzer, finding.Warning, "waste"},
	{deferloop.Analyzer, finding.Warning, "leak"},
	{fieldleak.Analyzer, finding.Warning, "leak"},
	{clientchurn.Analyzer, finding.Warning, "waste"},
	{keepaliveoff.Analyzer, finding.Warning, "waste"},
	{idlelimit.Analyzer, finding.Note, "waste"},
	{reconnect.Analyzer, finding.Note, "waste"},
}

// All returns the rules' analyzers and the one that owns the options, for
// drivers.
func All() []*analysis.Analyzer {
	return append(analyzers(Suite), config.Analyzer)
}

func analyzers(rules []Rule) []*analysis.Analyzer {
	var all []*analysis.Analyzer
	for _, r := range rules {
		all = append(all, r.Analyzer)
	}
	return all
}
