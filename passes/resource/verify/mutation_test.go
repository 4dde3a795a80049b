package verify

import (
	"slices"
	"strings"
	"testing"

	"github.com/connlint/connlint/passes/resource"
)

// TestMutations changes every line in every way in which a slip of the hand
// could, and wants each change to be found.
func TestMutations(t *testing.T) {
	l := mustLoad(t)
	n := 0
	for _, m := range models() {
		for _, mutant := range mutants(m) {
			n++
			if _, err := l.check(&mutant.model); err == nil {
				t.Errorf("%s:%d: %s: not found: %s", m.File, m.Line, m.Symbol, mutant.what)
			}
		}
	}
	t.Logf("%d mutations", n)
}

type mutant struct {
	what  string
	model resource.Model
}

// far is beyond the last parameter or result.
const far = 20

func mutants(m *resource.Model) []mutant {
	var all []mutant
	add := func(what string, change func(*resource.Model)) {
		mutated := *m
		mutated.Effects = slices.Clone(m.Effects)
		mutated.Exempt = slices.Clone(m.Exempt)
		mutated.Owns = slices.Clone(m.Owns)
		if m.Acquire != nil {
			a := *m.Acquire
			a.Path = slices.Clone(a.Path)
			a.Release, a.All = slices.Clone(a.Release), slices.Clone(a.All)
			a.Done, a.Activate, a.Until = slices.Clone(a.Done), slices.Clone(a.Activate), slices.Clone(a.Until)
			mutated.Acquire = &a
		}
		change(&mutated)
		all = append(all, mutant{what, mutated})
	}

	add("package", func(m *resource.Model) { m.Sym.Package += "Slip" })
	if m.Sym.Name != "*" {
		add("name", func(m *resource.Model) { m.Sym.Name += "Slip" })
	}
	if m.Sym.Form == resource.Method {
		add("receiver", func(m *resource.Model) { m.Sym.Recv += "Slip" })
		add("pointer", func(m *resource.Model) { m.Sym.Pointer = !m.Sym.Pointer })
	}
	for i := range m.Effects {
		if m.Effects[i].Param != resource.Recv {
			add("parameter", func(m *resource.Model) { m.Effects[i].Param += far })
		}
		if m.Effects[i].Result >= 0 {
			add("into, reads", func(m *resource.Model) { m.Effects[i].Result += far })
		}
	}
	for i, r := range m.Exempt {
		if r >= 0 {
			add("exempt", func(m *resource.Model) { m.Exempt[i] += far })
		}
	}
	for what, index := range map[string]func(*resource.Model) *int{
		"returns-nil":    func(m *resource.Model) *int { return &m.Returns.IfNil },
		"returns-nonnil": func(m *resource.Model) *int { return &m.Returns.IfNonNil },
		"returns-true":   func(m *resource.Model) *int { return &m.Returns.IfTrue },
		"returns-false":  func(m *resource.Model) *int { return &m.Returns.IfFalse },
		"calls":          func(m *resource.Model) *int { return &m.Returns.Callback },
	} {
		if *index(m) > 0 {
			add(what, func(m *resource.Model) { *index(m) += far })
		}
	}
	for what, index := range map[string]func(*resource.Model) *int{
		"true-nonnil":  func(m *resource.Model) *int { return &m.TrueNonNil },
		"true-nil":     func(m *resource.Model) *int { return &m.TrueNil },
		"false-nonnil": func(m *resource.Model) *int { return &m.FalseNonNil },
		"nonnil":       func(m *resource.Model) *int { return &m.NonNil },
		"nil-like":     func(m *resource.Model) *int { return &m.NilLike },
	} {
		if *index(m) >= 0 {
			add(what, func(m *resource.Model) { *index(m) += far })
		}
	}
	for i := range m.Owns {
		add("owns", func(m *resource.Model) { m.Owns[i] += "Slip" })
	}

	a := m.Acquire
	if a == nil {
		return all
	}
	add("result", func(m *resource.Model) { m.Acquire.Result += far })
	add("path", func(m *resource.Model) { m.Acquire.Path = append(m.Acquire.Path, "Nowhere") })
	if len(a.Path) > 0 {
		add("field", func(m *resource.Model) { m.Acquire.Path[len(a.Path)-1] += "Slip" })
	}
	for what, list := range map[string]func(*resource.Acquire) []string{
		"release":  func(a *resource.Acquire) []string { return a.Release },
		"all":      func(a *resource.Acquire) []string { return a.All },
		"done":     func(a *resource.Acquire) []string { return a.Done },
		"activate": func(a *resource.Acquire) []string { return a.Activate },
		"until":    func(a *resource.Acquire) []string { return a.Until },
	} {
		for i, item := range list(a) {
			if item == "none" {
				continue
			}
			add(what+" "+item, func(m *resource.Model) { list(m.Acquire)[i] = otherRelease(item) })
		}
	}
	return all
}

// otherRelease makes a release that is not there: CloseSlip, fn:FreeSlip, ctx:20.
func otherRelease(item string) string {
	if how, _, ok := strings.Cut(item, ":"); ok && (how == "ctx" || how == "call") {
		return how + ":20"
	}
	return item + "Slip"
}
