package resource

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ParseModels parses catalogue lines. Its error names the file, the line and
// what is wrong with it; errors.Join joins those of all wrong lines. The models
// are those of the other lines.
func ParseModels(file, text string) ([]*Model, error) {
	lines, wrong := scan(file, text)
	models := make([]*Model, 0, len(lines))
	type symbol struct {
		pkg string
		key key
	}
	seen := make(map[symbol]int) // the line of each symbol
	for i := range lines {
		l := &lines[i]
		m, err := l.parse()
		if err != nil {
			wrong = append(wrong, err)
			continue
		}
		sym := symbol{m.Sym.Package, keyOf(m)}
		if first := seen[sym]; first != 0 {
			wrong = append(wrong, l.errorf("%s: already on line %d", m.Symbol, first))
			continue
		}
		seen[sym] = l.n
		models = append(models, m)
	}
	slices.SortStableFunc(wrong, func(a, b *lineError) int { return a.n - b.n })
	if wrong != nil {
		return models, joinErrors(wrong)
	}
	return models, nil
}

// A line is one that describes a symbol.
type line struct {
	file   string
	n      int
	text   string
	module module
}

// A module is what a module line says of the lines after it.
type module struct{ path, version, reason string }

// A lineError says what is wrong with a line.
type lineError struct {
	line
	err error
}

func (e *lineError) Error() string { return fmt.Sprintf("%s:%d: %v", e.file, e.n, e.err) }
func (e *lineError) Unwrap() error { return e.err }

func (l line) errorf(format string, args ...any) *lineError {
	return &lineError{l, fmt.Errorf(format, args...)}
}

func joinErrors(wrong []*lineError) error {
	errs := make([]error, len(wrong))
	for i, err := range wrong {
		errs[i] = err
	}
	return errors.Join(errs...)
}

// scan finds the lines that describe symbols, without parsing them.
func scan(file, text string) (lines []line, wrong []*lineError) {
	var mod module
	n := 0
	for text != "" {
		var l string
		l, text, _ = strings.Cut(text, "\n")
		n++
		l, _, _ = strings.Cut(l, "#")
		if l = strings.TrimSpace(l); l == "" {
			continue
		}
		if strings.HasPrefix(l, "renamed ") {
			continue // see renames
		}
		if l == "module" || strings.HasPrefix(l, "module ") {
			var err error
			if mod, err = parseModule(strings.Fields(l)); err != nil {
				wrong = append(wrong, line{file: file, n: n}.errorf("%w", err))
			}
			continue
		}
		lines = append(lines, line{file, n, l, mod})
	}
	return lines, wrong
}

func parseModule(fields []string) (module, error) {
	switch {
	case len(fields) == 3 && fields[2] != "none":
		return module{path: fields[1], version: fields[2]}, nil
	case len(fields) > 3 && fields[2] == "none":
		return module{path: fields[1], reason: strings.Join(fields[3:], " ")}, nil
	}
	return module{}, errors.New("should be: module PATH VERSION, or: module PATH none REASON")
}

// parse parses a line.
func (l *line) parse() (*Model, *lineError) {
	m, err := parseModel(strings.Fields(l.text))
	if err != nil {
		return nil, l.errorf("%w", err)
	}
	m.Module, m.Verified, m.Unverified = l.module.path, l.module.version, l.module.reason
	m.File, m.Line = l.file, l.n
	return m, nil
}

// packagePath returns the import path in the symbol of a line.
func (l *line) packagePath() string {
	s := l.text
	if i := strings.IndexAny(s, " \t"); i >= 0 {
		s = s[:i]
	}
	if strings.HasPrefix(s, "(") {
		s, _, _ = strings.Cut(strings.TrimLeft(s, "(*"), ")")
	}
	if i := strings.LastIndexByte(s, '.'); i >= 0 {
		s = s[:i]
	}
	return s
}

func parseModel(fields []string) (*Model, error) {
	m := &Model{Symbol: fields[0], Text: strings.Join(fields, " "), TrueNonNil: -1, TrueNil: -1, FalseNonNil: -1, NonNil: -1, NilLike: -1}
	var err error
	if m.Sym, err = ParseSymbol(m.Symbol); err != nil {
		return nil, err
	}
	if len(fields) == 1 {
		return nil, fmt.Errorf("%s: no attributes; say what the call does, such as acquire=r0 kind=conn", m.Symbol)
	}
	if err := m.parse(fields[1:]); err != nil {
		return nil, fmt.Errorf("%s: %w", m.Symbol, err)
	}
	return m, nil
}
