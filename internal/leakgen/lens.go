package main

import (
	"golang.org/x/tools/go/analysis"

	"github.com/connlint/connlint/analyzers"
)

// leakRules are the rules whose findings running a program can refute.
var leakRules = map[string]bool{"bodyleak": true, "connleak": true, "sqlleak": true, "clientleak": true}

// suite returns the analyzers of those rules.
func suite() []*analysis.Analyzer {
	var out []*analysis.Analyzer
	for _, r := range analyzers.Suite {
		if leakRules[r.Analyzer.Name] {
			out = append(out, r.Analyzer)
		}
	}
	return out
}
