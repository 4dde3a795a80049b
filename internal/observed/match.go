package observed

import (
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/connlint/connlint/internal/report"
)

// A Scope is what the run looked at.
type Scope struct {
	Rules    []string // names
	Packages []string // import paths
	Tests    bool     // test files too

	findings []report.Finding
}

// Mark says of each finding whether it was seen, and returns the leaks that no
// finding explains. Findings are those before any is left out, as known or as
// minor: they explain a leak all the same.
func (all Leaks) Mark(findings []report.Finding, scope Scope) []report.Unfound {
	matched := make(map[*seen]bool)
	scope.findings = findings
	for _, s := range all {
		if i := s.match(findings); i >= 0 {
			matched[s] = true
			f := &findings[i]
			if f.Observed == nil {
				f.Observed = new(report.Observation)
			}
			f.Observed.Add(s.Observation)
		}
	}
	return all.unfound(matched, scope.why)
}

// match returns the index of the finding that explains a leak, or -1. Along the
// stack it takes the innermost call on which a finding stands: where a helper or
// a library sends the request, that is the call that should have released it.
// A finding on the very place is the explanation under whatever name; farther
// out it has to be one of the same fault.
func (s *seen) match(findings []report.Finding) int {
	place := frame{s.Function, s.File, s.Line}
	if i := place.match(findings, func(rule string) bool { return rule == s.Rule }); i >= 0 {
		return i
	}
	if i := place.match(findings, func(rule string) bool { return isLeak(rule) || isWaste(rule) }); i >= 0 {
		return i
	}
	for _, f := range s.Stack {
		if i := f.match(findings, func(rule string) bool { return isLeak(rule) == isLeak(s.Rule) }); i >= 0 {
			return i
		}
	}
	return s.matchFunction(findings)
}

// matchFunction returns the finding of a wasteful setting in a function on the
// stack, or -1: it stands where the client is made, not where it is used.
func (s *seen) matchFunction(findings []report.Finding) int {
	if !isWaste(s.Rule) {
		return -1
	}
	for _, f := range s.Stack {
		for i, finding := range findings {
			if finding.Rule == s.Rule && f.in(finding) && nameOf(f.Func) == finding.Function {
				return i
			}
		}
	}
	return -1
}

// The faults of a kind: which rule names one depends on what the code does with
// the connection, which cannot be seen from outside.
func isLeak(rule string) bool {
	return slices.Contains([]string{"bodyleak", "connleak", "sqlleak", "clientleak", "fieldleak", "deferloop"}, rule)
}

func isWaste(rule string) bool {
	return slices.Contains([]string{"clientchurn", "keepaliveoff", "idlelimit", "reconnect"}, rule)
}

// match returns the finding on a call, or -1: the closest above its line, since a
// call may span lines and the runtime gives the line to which it returns, the
// next one in some cases.
func (c frame) match(findings []report.Finding, rule func(string) bool) int {
	best := -1
	for i, f := range findings {
		if !rule(f.Rule) || !c.in(f) || f.Pos.Line > c.Line || c.Line > max(f.End.Line, f.Pos.Line)+1 {
			continue
		}
		if best < 0 || f.Pos.Line > findings[best].Pos.Line {
			best = i
		}
	}
	return best
}

// in reports whether a call is in the file of a finding. Another machine may
// have compiled it, or -trimpath have cut its name; then the package and the
// file's name tell.
func (c frame) in(f report.Finding) bool {
	if c.File == "" {
		return false
	}
	if filepath.Clean(c.File) == filepath.Clean(f.Pos.File) {
		return true
	}
	if base(c.File) != base(f.Pos.File) {
		return false
	}
	pkg := pkgOf(c.Func)
	if pkg == "main" { // whose import path the program does not know
		return base(dir(c.File)) == base(dir(f.Pos.File))
	}
	return pkg == f.Package
}

// base and dir split paths of any system.
func base(file string) string { return path.Base(slash(file)) }
func dir(file string) string  { return path.Dir(slash(file)) }

func slash(file string) string { return strings.ReplaceAll(file, `\`, "/") }

// pkgOf returns the import path in the full name of a function, such as
// example.com/a%2eb.(*T).M.
func pkgOf(function string) string {
	pkg, _ := split(function)
	return pkg
}

// nameOf returns T.M of example.com/a.(*T).M, and F of example.com/a.F.func1.
func nameOf(function string) string {
	_, name := split(function)
	if t, m, ok := strings.Cut(name, ")."); ok {
		m, _, _ = strings.Cut(m, ".")
		return strings.TrimPrefix(t, "(*") + "." + m
	}
	name, _, _ = strings.Cut(name, ".func")
	return name
}

// split splits the full name of a function, without type arguments.
func split(function string) (pkg, name string) {
	if from := strings.IndexByte(function, '['); from >= 0 {
		function = function[:from] + function[strings.LastIndexByte(function, ']')+1:]
	}
	i := strings.LastIndexByte(function, '/') + 1
	last, name, _ := strings.Cut(function[i:], ".")
	pkg = function[:i] + last
	if p, err := url.PathUnescape(pkg); err == nil {
		pkg = p
	}
	return pkg, name
}

// why says why no finding could explain a leak, or "" if one could have.
func (sc Scope) why(s *seen) string {
	if s.File == "" {
		return "its place is not known"
	}
	// Where a library acquires it, the finding would be on the caller.
	all := append([]frame{{s.Function, s.File, s.Line}}, s.Stack...)
	checked := slices.ContainsFunc(all, func(c frame) bool {
		pkg := pkgOf(c.Func)
		return pkg == "main" || slices.Contains(sc.Packages, strings.TrimSuffix(pkg, "_test"))
	})
	elsewhere := slices.IndexFunc(sc.findings, func(f report.Finding) bool { return f.Rule == s.Rule })
	switch {
	case !slices.Contains(sc.Rules, s.Rule):
		return "no rule " + s.Rule + " was checked"
	case !checked:
		return "its package was not checked"
	case isWaste(s.Rule) && elsewhere >= 0:
		return "a finding of " + s.Rule + " elsewhere may be the cause"
	case !sc.Tests && strings.HasSuffix(s.File, "_test.go"):
		return "test files were not checked"
	}
	return ""
}
