package obligation

import (
	"go/token"
	"go/version"

	"golang.org/x/tools/go/analysis"

	"github.com/connlint/connlint/passes/config"
	"github.com/connlint/connlint/passes/finding"
	"github.com/connlint/connlint/passes/internal/explain"
	"github.com/connlint/connlint/passes/internal/fix"
	"github.com/connlint/connlint/passes/internal/flow"
	"github.com/connlint/connlint/passes/internal/ir"
	"github.com/connlint/connlint/passes/summary"
)

// An Undrained is a response body that is closed on some path before it was
// read to its end.
type Undrained struct {
	Pos, End token.Pos // the acquiring call
	Message  string
	Path     []finding.Step
	Fix      *analysis.SuggestedFix // nil if there is none

	// Mild says that there may be good reason for each such path: it returns an error;
	// or it has decoded a value, which may have been all; or it reads nothing of what
	// may be nothing, the response to something other than a GET, once.
	Mild bool

	// Events says that it is a stream of events, which nobody reads to the end:
	// each takes a connection of its own.
	Events bool

	// Again says that the request is sent again and again by its function.
	Again bool
}

// Undrain returns the bodies that are closed before their end, as far as the
// standard library does not read the rest. It panics as Of does.
func Undrain(pass *analysis.Pass) []Undrained { return result(pass).undrain() }

// undrain searches again, so it is called only for the rule that asks.
func undrain(pass *analysis.Pass, sum *summary.Result, pkg *ir.Package) []Undrained {
	drains := closeDrains(config.Of(pass), sum.DrainLimit)
	var found []Undrained
	for _, fn := range pkg.Functions() {
		for _, u := range sum.Engine().Undrained(fn, drains) {
			found = append(found, undrained(pass, pkg, u, drains))
		}
	}
	return found
}

func undrained(pass *analysis.Pass, pkg *ir.Package, u *flow.Undrained, drains bool) Undrained {
	out := Undrained{
		Pos: u.Call.Pos(), End: u.Call.End(),
		Message: explain.Undrained(pkg, u),
		Path:    explain.UndrainedPath(pkg, u),
		Mild:    u.Mild,
		Events:  u.Events,
		Again:   u.Repeats,
	}
	if !drains && !u.Cut && !u.Large && !u.Events {
		out.Fix = fix.Drain(pkg, u, config.Of(pass).Errcheck)
	}
	return out
}

// drainsSince is the release whose Close reads the rest of a body.
const drainsSince = "go1.27"

// closeDrains reports whether Close reads the rest of a body: as the options
// say, else as the net/http does that the package is built against. If nothing
// is known of that, it is taken to: silence is better than a false alarm.
func closeDrains(cfg *config.Config, limit int64) bool {
	switch {
	case cfg.Drain == "always", cfg.MinGo != "" && cfg.Drain != "never" && version.Compare("go"+cfg.MinGo, drainsSince) < 0:
		return false
	case cfg.Drain == "never":
		return true
	}
	return limit >= 0
}
