// Package configfile reads .connlint.yaml.
//
// What a user mistypes is answered with the place and the nearest key, so the
// file is decoded by hand from its nodes; docs/config.schema.json tells editors
// the same.
package configfile

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
)

// Name is the name under which the file is looked for.
const Name = ".connlint.yaml"

// A File is what a configuration file says. Nil fields are not set.
type File struct {
	Path string // as it was given
	dir  string // absolute

	Rules   map[string]Rule
	Exclude []Exclude
	Models  string // lines of the catalogue's form

	// ModelLines are the lines of the file on which the lines of Models stand.
	ModelLines []int

	Baseline *string // path, from the working directory
	Tests    *bool
	Errcheck *bool
	Drain    *string
	MinGo    *string
	Tags     *string
	Severity *string
	FailOn   *string

	// Lines are the lines on which keys stand, for those who ask where a value
	// comes from. Keys of nested values are joined by dots.
	Lines map[string]int
}

// A Rule is what the file says of one rule.
type Rule struct {
	Off      bool
	Severity string // of its gravest findings; "" for the rule's own
}

// An Exclude takes findings out of the report.
type Exclude struct {
	Path   string   // pattern, relative to the file's directory; "" for all
	Rules  []string // none for all
	Reason string

	match func(path string) bool
}

// Find returns the path of the file that holds for a directory: in it, or in one
// above, but no higher than the root of the repository. It returns "" if there is
// none.
func Find(dir string) string {
	for {
		name := filepath.Join(dir, Name)
		if _, err := os.Stat(name); err == nil || !errors.Is(err, os.ErrNotExist) {
			return name
		}
		if _, err := os.Stat(filepath.Join(dir, ".git")); err == nil {
			return ""
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}

// Load reads a file. rules are the names that it may speak of. The error names
// the place.
func Load(name string, rules []string) (*File, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	abs, err := filepath.Abs(name)
	if err != nil {
		return nil, err
	}
	f := &File{Path: name, dir: filepath.Dir(abs), Rules: make(map[string]Rule), Lines: make(map[string]int)}
	d := &decoder{file: f, rules: rules}
	return f, d.decode(text)
}

// SeverityOf returns the severity of a finding. What the file says of a rule holds
// for its gravest findings; others become no graver than that.
func (f *File) SeverityOf(rule, own, gravest string) string {
	s := f.Rules[rule].Severity
	if s == "" || own != gravest && slices.Index(severities, own) < slices.Index(severities, s) {
		return own
	}
	return s
}

var severities = []string{"note", "warning", "error"}

// Excluded reports whether a finding of a rule in a file is taken out, and which
// entry does it.
func (f *File) Excluded(rule, file string) (index int, ok bool) {
	rel, err := filepath.Rel(f.dir, file)
	if err != nil {
		return 0, false
	}
	for i, e := range f.Exclude {
		if e.covers(rule) && e.match(filepath.ToSlash(rel)) {
			return i, true
		}
	}
	return 0, false
}

func (e *Exclude) covers(rule string) bool {
	for _, r := range e.Rules {
		if r == rule {
			return true
		}
	}
	return len(e.Rules) == 0
}
