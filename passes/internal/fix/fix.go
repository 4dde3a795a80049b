// Package fix makes the edits that repair a leak, where that is provably right.
package fix

import (
	"golang.org/x/tools/go/analysis"

	"github.com/connlint/connlint/passes/internal/flow"
	"github.com/connlint/connlint/passes/internal/ir"
)

// Defer returns the edit that defers the release right after the acquisition.
func Defer(pkg *ir.Package, l *flow.Leak, errcheck bool) *analysis.SuggestedFix { return nil }
