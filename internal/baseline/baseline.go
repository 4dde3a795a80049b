// Package baseline keeps the findings that a code base had when it adopted
// connlint, so that later runs report only what is new.
//
// An entry is a finding without its place: the rule, the function and the code
// that it stands on, in normal form, and how many of the kind there are. Moved
// lines, renamed files and reformatting change nothing; an edit of the code that
// leaks brings the finding back, which is the moment to mend it.
package baseline

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/connlint/connlint/internal/jsonfile"
	"github.com/connlint/connlint/internal/report"
)

// version is that of the file's form.
const version = 1

// A Baseline is a set of findings to be quiet about.
type Baseline struct{ entries map[key]int }

type key struct {
	Rule     string
	Package  string
	Function string
	Code     string
	Test     bool
}

// An Entry is a finding in a baseline, with the number of times it is there.
type Entry struct {
	Rule     string `json:"rule"`
	Package  string `json:"package"`
	Function string `json:"function,omitempty"`
	Code     string `json:"code"`
	Test     bool   `json:"test,omitempty"` // in a test file
	Count    int    `json:"count"`
}

type file struct {
	Version  int     `json:"version"`
	Findings []Entry `json:"findings"`
}

// New returns the baseline of findings, which Identify has seen.
func New(findings []report.Finding) *Baseline {
	b := &Baseline{make(map[key]int)}
	for _, f := range findings {
		b.entries[keyOf(f)]++
	}
	return b
}

func keyOf(f report.Finding) key {
	return key{f.Rule, f.Package, f.Function, f.Code, strings.HasSuffix(f.Pos.File, "_test.go")}
}

// Load reads a baseline.
func Load(name string) (*Baseline, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var f file
	// The version first: of a newer form we know no more than that.
	var v struct {
		Version *int `json:"version"`
	}
	if err := jsonfile.Decode(text, &v); err != nil {
		return nil, fmt.Errorf("%s is not a baseline: %w", name, err)
	}
	switch {
	case v.Version == nil:
		return nil, fmt.Errorf("%s is not a baseline: it has no version", name)
	case *v.Version != version:
		return nil, fmt.Errorf("%s has version %d, and this connlint reads version %d; write it again, or use the connlint that wrote it", name, *v.Version, version)
	}
	if err := jsonfile.DecodeStrict(text, &f); err != nil {
		return nil, fmt.Errorf("%s is damaged: %w", name, err)
	}
	b := New(nil)
	for i, e := range f.Findings {
		k := key{e.Rule, e.Package, e.Function, e.Code, e.Test}
		if e.Rule == "" || e.Package == "" || e.Count < 1 {
			return nil, fmt.Errorf("%s is damaged: finding %d needs a rule, a package and a count", name, i+1)
		}
		if b.entries[k] > 0 {
			return nil, fmt.Errorf("%s is damaged: finding %d is there twice, as a bad merge leaves it; add up the counts", name, i+1)
		}
		b.entries[k] = e.Count
	}
	return b, nil
}

// Write writes a baseline, in an order that makes for small differences.
func (b *Baseline) Write(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "\t")
	return e.Encode(file{version, b.Entries()})
}

// Entries returns the findings in order.
func (b *Baseline) Entries() []Entry {
	entries := []Entry{}
	for k, n := range b.entries {
		entries = append(entries, Entry{k.Rule, k.Package, k.Function, k.Code, k.Test, n})
	}
	slices.SortFunc(entries, func(a, b Entry) int {
		return cmp.Or(
			cmp.Compare(a.Package, b.Package),
			cmp.Compare(a.Function, b.Function),
			cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(a.Code, b.Code),
			compareBool(a.Test, b.Test),
		)
	})
	return entries
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// Len returns the number of findings.
func (b *Baseline) Len() int {
	n := 0
	for _, count := range b.entries {
		n += count
	}
	return n
}

// Split returns the findings that are not in the baseline, and what is left of
// the baseline when all others are taken away: findings that are no longer there.
func (b *Baseline) Split(findings []report.Finding) (fresh []report.Finding, rest *Baseline) {
	rest = New(nil)
	for k, n := range b.entries {
		rest.entries[k] = n
	}
	for _, f := range findings {
		if k := keyOf(f); rest.entries[k] > 0 {
			rest.entries[k]--
		} else {
			fresh = append(fresh, f)
		}
	}
	rest.drop()
	return fresh, rest
}

// Filter keeps the entries for which keep is true.
func (b *Baseline) Filter(keep func(Entry) bool) {
	for _, e := range b.Entries() {
		if !keep(e) {
			delete(b.entries, e.key())
		}
	}
}

// Remove takes entries away, as many as other has of each.
func (b *Baseline) Remove(other *Baseline) {
	for k, n := range other.entries {
		b.entries[k] -= n
	}
	b.drop()
}

func (b *Baseline) drop() {
	for k, n := range b.entries {
		if n <= 0 {
			delete(b.entries, k)
		}
	}
}

func (e Entry) key() key { return key{e.Rule, e.Package, e.Function, e.Code, e.Test} }

// String describes an entry to people.
func (e Entry) String() string {
	s := e.Package
	if e.Function != "" {
		s += "." + e.Function
	}
	s = fmt.Sprintf("%s in %s: %s", e.Rule, s, e.Code)
	if e.Count > 1 {
		s += fmt.Sprintf(" (%d times)", e.Count)
	}
	return s
}
