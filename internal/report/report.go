// Package report holds what a run of connlint found, and writes it in the
// formats that people and machines read. Each format is a handler in a file of
// its own.
package report

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"

	"github.com/connlint/connlint/internal/source"
)

// A Report is the outcome of a run.
type Report struct {
	Dir      string // directory that printed paths are relative to
	Version  string // of connlint
	Rules    []Rule // that were checked
	Findings []Finding

	// Unfound are leaks that were seen at run time and that no finding explains.
	// It is nil if nobody looked.
	Unfound []Unfound

	// Packages is the number of packages analysed. Incomplete lists the places
	// at which an analysis gave up, Failures what went wrong: with failures, a
	// report without findings proves nothing.
	Packages   int
	Incomplete []Finding
	Failures   []string

	Source source.Cache // of the text that the findings are about
}

// A Rule describes a rule to the reader of a report.
type Rule struct {
	Name     string
	Summary  string
	Severity string
	Category string
	URL      string
	Doc      string // in doc comment form
}

// A Finding is one thing that a rule reported.
type Finding struct {
	Rule     string
	Severity string // error, warning or note
	Message  string
	Package  string
	Pos, End Position
	Path     []Step
	Fix      *Fix
	Observed *Observation // nil if it was not seen at run time

	// What Identify fills in.
	Function    string // that it is in
	Code        string // that it stands on, in normal form
	Fingerprint string
}

// A Position is a place in a file. Column counts bytes, from 1; it is 0 where
// it is not known.
type Position struct {
	File         string // absolute
	Line, Column int
}

// A Step is one step of the path on which a finding comes about.
type Step struct {
	Pos     Position
	Message string
}

// A Fix is a change that resolves a finding.
type Fix struct {
	Message string
	Edits   []Edit
}

// An Edit replaces the bytes from Start to End of a file.
type Edit struct {
	File       string
	Start, End int
	New        string
}

// Severities from the least to the gravest.
var Severities = []string{"note", "warning", "error"}

// AtLeast reports whether severity s is as grave as limit.
func AtLeast(s, limit string) bool {
	return slices.Index(Severities, s) >= slices.Index(Severities, limit)
}

// Count returns the number of findings of a severity.
func (r *Report) Count(severity string) int {
	n := 0
	for _, f := range r.Findings {
		if f.Severity == severity {
			n++
		}
	}
	return n
}

// Rel returns the shorter of a file's path and its path relative to Dir.
func (r *Report) Rel(file string) string {
	rel, err := filepath.Rel(r.Dir, file)
	if err != nil || len(rel) >= len(file) && strings.HasPrefix(rel, "..") {
		return file
	}
	return rel
}

// Slash returns Rel with slashes, as most formats for machines want it.
func (r *Report) Slash(file string) string { return filepath.ToSlash(r.Rel(file)) }

// Rule returns the description of a rule.
func (r *Report) Rule(name string) Rule {
	for _, rule := range r.Rules {
		if rule.Name == name {
			return rule
		}
	}
	return Rule{Name: name}
}

// Sort puts findings in order of position and drops those that are repeated,
// as happens to a file that is part of several packages.
func Sort(fs []Finding) []Finding {
	slices.SortStableFunc(fs, compare)
	return slices.CompactFunc(fs, func(a, b Finding) bool { return compare(a, b) == 0 })
}

func compare(a, b Finding) int {
	return cmp.Or(
		cmp.Compare(a.Pos.File, b.Pos.File),
		cmp.Compare(a.Pos.Line, b.Pos.Line),
		cmp.Compare(a.Pos.Column, b.Pos.Column),
		cmp.Compare(a.Rule, b.Rule),
		cmp.Compare(a.Message, b.Message),
	)
}
