// Package finding is the one way for rules to report.
//
// A rule is an Analyzer made by NewAnalyzer from its documentation and a
// function that returns what it found, raw. What all rules have in common is
// done here: generated and test files are left out, suppressed findings are
// dropped, a fix that would edit the wrong text is withheld, and a panic in one
// package becomes a diagnostic instead of ending the analysis of the others.
package finding

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/analysis"
)

// Severity says how much a finding matters. It travels as the Category of the
// diagnostic.
type Severity string

// The severities. A connection is lost; connections are wasted or held too
// long; worth knowing.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Note    Severity = "note"
)

// severities are the severities of findings, gravest last.
var severities = []Severity{Note, Warning, Error}

// Below reports whether a finding of severity s is of less weight than the least
// severity asked for, "" for any. What is no finding is below nothing.
func (s Severity) Below(least Severity) bool {
	return slices.Contains(severities, s) && slices.Index(severities, s) < slices.Index(severities, least)
}

// Two categories of diagnostics that are not findings in the user's code.
const (
	// Internal marks a crash: the package was not analysed to the end.
	Internal Severity = "internal"

	// Incomplete marks an analysis that gave up on a function. It is reported
	// only if the options ask for it.
	Incomplete Severity = "incomplete"
)

// A Finding is one thing that a rule reports.
type Finding struct {
	Pos, End token.Pos
	Severity Severity
	Message  string                 // lower case, no full stop, no advice
	Path     []Step                 // how it comes about
	Fix      *analysis.SuggestedFix // nil if there is none that is provably right
}

// A Step is one step of the path on which a finding comes about.
type Step struct {
	Pos     token.Pos
	Message string
}

// Result is the result of every rule's Analyzer.
type Result struct {
	// All are the findings before anything was left out.
	All []Finding

	// Failed says that the rule crashed in this package, so that All is no
	// proof of anything.
	Failed bool
}
