// Package unusedignore has the rule unusedignore in the form that nogo wants, as
// the variable Analyzer of a package. The rule holds comments against what all
// other rules find, so it is made where these are known.
package unusedignore

import "github.com/connlint/connlint/analyzers"

// Analyzer reports suppression comments that suppress nothing.
var Analyzer = analyzers.UnusedIgnore
