// Package unusedignore defines the rule unusedignore.
//
// # unusedignore: suppression comment that suppresses nothing
//
// # What it reports
//
// A nolint comment that names connlint or one of its rules, or a connlint:ignore
// comment, that no finding needs. Also a connlint:ignore comment that names no
// rule, or an unknown one, or gives no reason. A nolint comment without a name is
// left alone, as is one that names another linter; comments for bodyclose and
// sqlclosecheck are checked when connlint runs with -unused-suppressions.
//
// # Why it matters
//
// A suppression that outlives its cause hides the next leak on the same line:
// the one that is introduced when somebody edits the code that it once excused.
//
// # Bad
//
// The body is closed, and the comment still stands:
//
//	resp, err := http.Get(url) //nolint:bodyleak // closed by the caller
//	if err != nil {
//		return err
//	}
//	defer resp.Body.Close()
//
// # Good
//
//	resp, err := http.Get(url)
//	if err != nil {
//		return err
//	}
//	defer resp.Body.Close()
//
// # What it does not report
//
// Comments in packages in which a rule crashed, comments in generated files, and
// comments in test files unless test files are checked.
//
// # Fix
//
// The comment is deleted if nothing that it names is needed.
package unusedignore

import _ "embed"

//go:embed doc.go
var doc string
