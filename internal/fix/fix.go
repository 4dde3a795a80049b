// Package fix applies the fixes of findings to files.
package fix

import (
	"bytes"
	"cmp"
	"fmt"
	"go/format"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/connlint/connlint/internal/report"
)

// A Plan is what fixes will make of files.
type Plan struct {
	Files []File
	Fixed []report.Finding // whose fixes are in it
	Left  []report.Finding // without a fix, or with one that cannot be applied
}

// A File is a file before and after.
type File struct {
	Name     string
	Old, New []byte
}

// New plans the fixes of findings. Of two that edit the same place the first
// wins; the other may be offered again in the next run. Only files below one of
// the roots are edited, and none that are vendored.
func New(findings []report.Finding, roots []string) (*Plan, error) {
	p := &Plan{}
	edits := make(map[string][]report.Edit)
	for _, f := range findings {
		if f.Fix == nil || !editable(f.Fix, roots) || !fits(f.Fix, edits) {
			p.Left = append(p.Left, f)
			continue
		}
		for _, e := range f.Fix.Edits {
			if !slices.Contains(edits[e.File], e) {
				edits[e.File] = append(edits[e.File], e)
			}
		}
		p.Fixed = append(p.Fixed, f)
	}
	for name, list := range edits {
		f, err := apply(name, list)
		if err != nil {
			return nil, err
		}
		p.Files = append(p.Files, f)
	}
	slices.SortFunc(p.Files, func(a, b File) int { return cmp.Compare(a.Name, b.Name) })
	return p, nil
}

func editable(fix *report.Fix, roots []string) bool {
	for _, e := range fix.Edits {
		if strings.Contains(filepath.ToSlash(e.File), "/vendor/") {
			return false
		}
		if !slices.ContainsFunc(roots, func(root string) bool { return below(root, e.File) }) {
			return false
		}
	}
	return true
}

func below(root, file string) bool {
	rel, err := filepath.Rel(root, file)
	return err == nil && filepath.IsLocal(rel)
}

// fits reports whether no edit of a fix overlaps one that is planned. An edit
// that two fixes share, such as an import, is no conflict; two insertions in one
// place are, because their order matters.
func fits(fix *report.Fix, planned map[string][]report.Edit) bool {
	for _, e := range fix.Edits {
		for _, o := range planned[e.File] {
			apart := e.End < o.Start || o.End < e.Start ||
				e.Start != e.End && o.Start != o.End && (e.End == o.Start || o.End == e.Start)
			if e != o && !apart {
				return false
			}
		}
	}
	return true
}

// apply edits a file's text. What was formatted stays so.
func apply(name string, edits []report.Edit) (File, error) {
	old, err := os.ReadFile(name)
	if err != nil {
		return File{}, err
	}
	slices.SortFunc(edits, func(a, b report.Edit) int { return cmp.Compare(a.Start, b.Start) })
	var b bytes.Buffer
	at := 0
	for _, e := range edits {
		if e.Start < at || e.End < e.Start || e.End > len(old) {
			return File{}, fmt.Errorf("%s: a fix does not match the text; was the file changed meanwhile?", name)
		}
		b.Write(old[at:e.Start])
		b.WriteString(e.New)
		at = e.End
	}
	b.Write(old[at:])
	text := b.Bytes()
	formatted, err := format.Source(text)
	if err != nil {
		return File{}, fmt.Errorf("%s: a fix would break the file: %w", name, err)
	}
	if was, err := format.Source(old); err == nil && bytes.Equal(was, old) {
		text = formatted
	}
	return File{name, old, text}, nil
}
