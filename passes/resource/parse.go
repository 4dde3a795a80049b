package resource

import (
	"errors"
	"fmt"
	"go/token"
	"slices"
	"strconv"
	"strings"
)

// ParseModels parses catalogue lines. Its error names the file, the line and
// what is wrong with it; all wrong lines are reported together.
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
		return nil, joinErrors(wrong)
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
	m := &Model{Symbol: fields[0], TrueNonNil: -1, TrueNil: -1, FalseNonNil: -1, NonNil: -1, NilLike: -1}
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

// parse sets the attributes, which may stand in any order.
func (m *Model) parse(attributes []string) error {
	acquire := &Acquire{Result: -1, OnErr: "absent", Wraps: -1, Scope: "stream"}
	acquires := false
	seen := make(map[string]bool)
	for _, attr := range attributes {
		key, val, hasVal := strings.Cut(attr, "=")
		if seen[attr] || seen[key] && !isParam(key) && key != "exempt" {
			return fmt.Errorf("%s is given twice", key)
		}
		seen[attr], seen[key] = true, true
		if hasVal == flags[key] && !(key == "exempt" && hasVal) {
			if hasVal {
				return fmt.Errorf("%s takes no value", key)
			}
			return fmt.Errorf("%s: %w", key, missingValue(key))
		}

		err := acquire.set(key, val)
		if err == nil {
			acquires = true
		} else if err == errNotMine {
			err = m.set(key, val)
		}
		if err != nil {
			return err
		}
	}
	if m.Owns != nil {
		return m.finishType(acquire)
	}
	if acquires {
		if err := m.finish(acquire); err != nil {
			return err
		}
	}
	return m.check()
}

// flags are the attributes without a value.
var flags = map[string]bool{"parent": true, "churn": true, "noreturn": true, "exempt": true, "inmemory": true}

func missingValue(key string) error {
	if isParam(key) {
		return errors.New("what happens to it? borrow, release, release-on-error, transfer, into:r0, drain or reads:r0")
	}
	if !slices.Contains(attributeNames, key) {
		return errUnknown
	}
	return errors.New("a value is missing")
}

var (
	errNotMine = errors.New("not an attribute of an acquisition")
	errUnknown = errors.New("unknown attribute")
)

var attributeNames = []string{
	"acquire", "kind", "release", "all", "done", "onerr", "activate", "until", "wraps", "scope", "leaks",
	"calls", "returns-nil", "returns-nonnil", "returns-true", "returns-false",
	"true-nonnil", "true-nil", "false-nonnil", "nonnil", "nil-like", "owns",
}

func (a *Acquire) set(key, val string) (err error) {
	switch key {
	case "acquire":
		result, path, hasPath := strings.Cut(val, ".")
		if a.Result, err = index(result, 'r'); err == nil && hasPath {
			a.Path, err = names(path, ".")
		}
	case "kind":
		a.Kind = val
		if Kinds[val] == nil {
			err = fmt.Errorf("unknown kind %q; one of %s", val, strings.Join(kindNames(), ", "))
		}
	case "release":
		a.Release, err = releases(val)
	case "all":
		a.All, err = releases(val)
	case "done":
		a.Done, err = names(val, "|")
	case "onerr":
		a.OnErr = val
		err = oneOf(key, val, "absent", "owned", "maybe")
	case "activate":
		a.Activate, err = names(val, "|")
	case "until":
		a.Until, err = names(val, "|")
	case "parent":
		a.Parent = true
	case "wraps":
		a.Wraps, err = index(val, 'p')
	case "scope":
		a.Scope = val
		err = oneOf(key, val, "stream", "conn", "pool")
	case "churn":
		a.Churn = true
	case "leaks":
		a.Leaks = strings.Split(val, ",")
		for _, l := range a.Leaks {
			err = errors.Join(err, oneOf(key, l, "socket", "goroutine", "pool_slot", "remote_state", "file", "memory_only"))
		}
	default:
		return errNotMine
	}
	return err
}

func (m *Model) set(key, val string) (err error) {
	param := func() int {
		var n int
		n, err = index(val, 'p')
		return n
	}
	switch key {
	case "noreturn":
		m.Returns.Never = true
	case "returns-nil":
		m.Returns.IfNil = 1 + param()
	case "returns-nonnil":
		m.Returns.IfNonNil = 1 + param()
	case "returns-true":
		m.Returns.IfTrue = 1 + param()
	case "returns-false":
		m.Returns.IfFalse = 1 + param()
	case "calls":
		m.Returns.Callback = 1 + param()
	case "true-nonnil":
		m.TrueNonNil = param()
	case "true-nil":
		m.TrueNil = param()
	case "false-nonnil":
		m.FalseNonNil = param()
	case "nil-like":
		m.NilLike = param()
	case "nonnil":
		m.NonNil, err = index(val, 'r')
	case "exempt":
		r := -1
		if val != "" {
			r, err = index(val, 'r')
		}
		m.Exempt = append(m.Exempt, r)
	case "inmemory":
		m.Exempt = append(m.Exempt, -1)
	case "owns":
		m.Owns, err = names(val, "|")
	default:
		if !isParam(key) {
			return fmt.Errorf("%s: %w", key, errUnknown)
		}
		return m.setParam(key, val)
	}
	return err
}

func (m *Model) setParam(key, val string) (err error) {
	e := Effect{Param: Recv, Result: -1}
	if key != "recv" {
		e.Param, _ = index(key, 'p')
	} else if m.Sym.Form != Method {
		return errors.New("recv: only a method has a receiver")
	}
	var into string
	e.What, into, _ = strings.Cut(val, ":")
	if err := oneOf(key, e.What, "borrow", "release", "release-on-error", "transfer", "into", "drain", "reads"); err != nil {
		return err
	}
	if e.What == "into" || e.What == "reads" {
		if e.Result, err = index(into, 'r'); err != nil {
			return err
		}
	} else if into != "" {
		return fmt.Errorf("%s=%s: only into and reads name a result", key, val)
	}
	m.Effects = append(m.Effects, e)
	return nil
}

// finish checks what the attributes of an acquisition say together, and fills in
// what follows from them.
func (m *Model) finish(a *Acquire) error {
	switch {
	case m.Sym.Form == Literal && a.Result < 0:
		a.Result = 0
	case m.Sym.Form == Literal:
		return errors.New("a literal has no results; leave acquire out")
	case a.Result < 0:
		return errors.New("which result is acquired? add acquire=r0")
	}
	kind := Kinds[a.Kind]
	if kind == nil {
		return fmt.Errorf("of which kind? add kind= and one of %s", strings.Join(kindNames(), ", "))
	}
	if a.Release == nil && a.All == nil {
		a.Release = kind.Release
	}
	if a.Wraps >= 0 {
		m.Effects = append(m.Effects, Effect{Param: a.Wraps, What: "into", Result: a.Result})
	}
	m.Acquire = a
	return nil
}

// finishType checks a model of a type, for which nothing makes sense but what it
// owns and how it lets go of it.
func (m *Model) finishType(a *Acquire) error {
	m.OwnsRelease = a.Release
	a.Release = nil
	if m.Sym.Form != Func || a.Result >= 0 || a.Kind != "" || m.Effects != nil || m.Exempt != nil || m.Returns != (Returns{}) {
		return errors.New("owns is for a type, which has no other attribute but release")
	}
	return nil
}

// check rejects what contradicts itself.
func (m *Model) check() error {
	a := m.Acquire
	switch {
	case m.Returns.Never && (a != nil || m.NonNil >= 0):
		return errors.New("noreturn: there are no results")
	case a != nil && slices.Contains(m.Exempt, -1):
		return errors.New("exempt: but it acquires a resource; name the other result, such as exempt=r1")
	case a != nil && slices.Contains(m.Exempt, a.Result):
		return fmt.Errorf("exempt=r%d: but that result is acquired", a.Result)
	}
	return nil
}

func releases(val string) ([]string, error) {
	items := strings.Split(val, "|")
	for _, item := range items {
		if _, err := ParseRelease(item); err != nil {
			return nil, err
		}
	}
	return items, nil
}

func names(val, sep string) ([]string, error) {
	items := strings.Split(val, sep)
	for _, item := range items {
		if !isIdent(item) {
			return nil, fmt.Errorf("%q is not a name", item)
		}
	}
	return items, nil
}

func isIdent(s string) bool { return token.IsIdentifier(s) }

// isParam reports whether an attribute is about an argument.
func isParam(key string) bool {
	_, err := index(key, 'p')
	return err == nil || key == "recv"
}

// index parses "r0" or "p1".
func index(s string, letter byte) (int, error) {
	if len(s) > 1 && s[0] == letter {
		if n, err := strconv.Atoi(s[1:]); err == nil && n >= 0 {
			return n, nil
		}
	}
	return -1, fmt.Errorf("%q should be %c0, %c1, …", s, letter, letter)
}

func oneOf(key, val string, allowed ...string) error {
	if slices.Contains(allowed, val) {
		return nil
	}
	return fmt.Errorf("%s=%s: should be one of %s", key, val, strings.Join(allowed, ", "))
}
