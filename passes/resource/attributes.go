package resource

import (
	"errors"
	"fmt"
	"go/token"
	"slices"
	"strconv"
	"strings"
)

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
		return errors.New("what happens to it? borrow, release, release-on-error, transfer, into:r0, refill, drain, read, decode or reads:r0")
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
	var of string
	e.What, of, _ = strings.Cut(val, ":")
	if err := oneOf(key, e.What, "borrow", "release", "release-on-error", "transfer", "into", "refill", "drain", "read", "decode", "reads"); err != nil {
		return err
	}
	switch {
	case e.What == "into" || e.What == "reads":
		e.Result, err = index(of, 'r')
	case e.What == "refill" && of != "":
		var p int
		p, err = index(of, 'p')
		e.If = 1 + p
	case of != "":
		err = fmt.Errorf("%s=%s: only into and reads name a result", key, val)
	}
	if err != nil {
		return err
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
