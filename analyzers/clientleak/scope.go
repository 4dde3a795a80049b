package clientleak

import (
	"slices"

	"github.com/connlint/connlint/passes/finding"
	"github.com/connlint/connlint/passes/obligation"
	"github.com/connlint/connlint/passes/reqscope"
)

// perRequest says of a leak in request scope what it adds up to, how the request
// gets there, and what would be better than one client for each.
func perRequest(f *finding.Finding, l obligation.Leak, s *reqscope.Scope) {
	each := "each "
	if !l.Always {
		each = "each such "
	}
	what := s.What
	if s.Name != "" {
		what += " " + s.Name
	}
	f.Message += ": " + each + s.Per + " (" + what + ") " + behind(l)
	f.Path = slices.Concat(s.Path, f.Path, remedy(l, "serves every "+s.Per))
}

// perIteration does the same for a leak of each iteration of a loop.
func perIteration(f *finding.Finding, l obligation.Leak) {
	f.Message += ": each iteration of the loop " + behind(l)
	f.Path = slices.Concat(f.Path, remedy(l, "is made before the loop"))
}

func behind(l obligation.Leak) string {
	what := "one behind"
	if pooled(l) {
		what = "its connections and goroutines behind"
	}
	return "leaves " + what + ", until the service or its peer can take no more"
}

// pooled reports whether what leaks is made to be shared.
func pooled(l obligation.Leak) bool { return l.Kind.Name == "client" || l.Kind.Name == "pool" }

// remedy is the last step: no edit can move a client to where it belongs, so
// that the way out is said in words.
func remedy(l obligation.Leak, shared string) []finding.Step {
	release := "end it on every path"
	if l.Release != "" {
		release = "call " + l.Release + " on every path"
	}
	if pooled(l) {
		release = "one " + l.Kind.Noun + " that " + shared + " is best; else " + release
	}
	return []finding.Step{{Pos: l.Pos, Message: "remedy: " + release}}
}
