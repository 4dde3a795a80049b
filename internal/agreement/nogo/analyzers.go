package nogo

import "github.com/connlint/connlint/analyzers"

// Analyzers returns the packages of the rules, each of which has a variable
// Analyzer.
func Analyzers(suite []analyzers.Rule) []string {
	const module = "github.com/connlint/connlint/"
	var pkgs []string
	for _, r := range suite {
		if r.Analyzer == analyzers.UnusedIgnore {
			pkgs = append(pkgs, module+"nogo/"+r.Analyzer.Name)
		} else {
			pkgs = append(pkgs, module+"analyzers/"+r.Analyzer.Name)
		}
	}
	return pkgs
}
