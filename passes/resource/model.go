package resource

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A Model is what the catalogue knows about one symbol. Its source is one
// line:
//
//	SYMBOL ATTRIBUTE... [# comment]
//
// SYMBOL is written as go/types prints it, with full import paths:
//
//	net.Dial                       a function
//	(*net/http.Client).Do          a method
//	(net.Listener).Accept          an interface method
//	net/http.Transport{}           a composite literal, or new(T)
//	example.com/x.Dialer()         a call of a value of a named func type
//
// Attributes that say what a call acquires:
//
//	acquire=r0.Body     result index, then the field that has to be released
//	kind=body           the resource kind (see Kinds)
//	release=Close|Stop  any one releases; a name is a method of the acquired
//	                    value, fn:F a function F(value) of the same package, call:1
//	                    calling result 1, ctx:0 cancelling the context in parameter
//	                    0, via:DB.Close a method on what method DB returns, recv:M
//	                    method M of the constructor's receiver, transfer:F only
//	                    handing the value to F, none nothing. Default: the kind's
//	all=A|B             all of these are needed
//	done=Next           releases when it returns false or a non-nil error
//	onerr=absent        with a non-nil error the resource is absent (default), owned
//	                    (must be released all the same) or maybe (unknown: silent)
//	activate=Start|Run  nothing is held until one of these methods is called
//	parent              releasing the receiver releases the resource as well
//	wraps=p0            takes over parameter 0: releasing the result releases it
//	scope=stream        stream (release where acquired), conn, or pool (make once)
//	churn               making one per request is a defect even if it is released
//	leaks=socket,goroutine
//	verified=v1.2.3     the module version whose types the line was checked against;
//	                    std:go1.26.8 for the standard library, none if it could not be
//
// Attributes that say what a call does with its arguments (recv, p0, p1, …):
//
//	p0=borrow           uses it, does not keep it
//	p0=release          releases it
//	p0=release-on-error releases it when the call returns a non-nil error
//	p0=transfer         takes it over
//	p0=into:r0          result 0 holds it from then on and owns it
//	p0=drain            reads it to the end
//	calls=p0            calls the function in parameter 0 before returning
//
// and about control flow and results:
//
//	noreturn            never returns
//	returns-nil=p0      returns only if parameter 0 is nil
//	returns-true=p0     returns only if parameter 0 is true
//	true-nonnil=p0      a true result implies that parameter 0 is not nil
//	nonnil=r0           result 0 is never nil
//	exempt              looks like a resource but owns nothing; exempt=r1 for one result
//	inmemory            results hold nothing: never report
type Model struct {
	Symbol string

	Acquire *Acquire // nil if the call acquires nothing
	Effects []Effect
	Returns Returns

	TrueNonNil int    // parameter that is non-nil when the bool result is true; -1 if none
	NonNil     int    // result that is never nil; -1 if none
	Exempt     []int  // results that look like resources and are none; [-1] for all
	Verified   string // version checked against
	File       string // where the line stands, for messages
	Line       int
}

// Acquire says which result of a call holds a resource, and what releases it.
type Acquire struct {
	Result   int      // index in the result tuple; 0 for literals
	Path     []string // field names from the result to what is released
	Kind     string
	Release  []string // any one of these
	All      []string // all of these
	Done     []string
	OnErr    string // "absent", "owned" or "maybe"
	Activate []string
	Parent   bool
	Wraps    int // parameter taken over; -1 if none
	Scope    string
	Churn    bool
	Leaks    []string
}

// Recv is the parameter index that stands for the receiver in effects.
const Recv = -1

// Effect says what a call does with one argument.
type Effect struct {
	Param  int // index without the receiver; Recv for the receiver
	What   string
	Result int // for "into"
}

// Returns says whether a call returns. The zero value is "always".
type Returns struct {
	Never    bool
	IfNil    int // 1 + parameter that must be nil; 0 if none
	IfTrue   int // 1 + parameter that must be true; 0 if none
	Callback int // 1 + parameter that is called before returning; 0 if none
}

// ParseModels parses catalogue lines. Its error names the file, the line and
// what is wrong with it; all wrong lines are reported together.
func ParseModels(file, text string) ([]*Model, error) {
	var models []*Model
	var wrong []string
	n := 0
	for line := range strings.Lines(text) {
		n++
		line, _, _ = strings.Cut(line, "#")
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		m, err := parseModel(fields)
		if err != nil {
			wrong = append(wrong, fmt.Sprintf("%s:%d: %v", file, n, err))
			continue
		}
		m.File, m.Line = file, n
		models = append(models, m)
	}
	if wrong != nil {
		return nil, fmt.Errorf("%s", strings.Join(wrong, "\n"))
	}
	return models, nil
}

func parseModel(fields []string) (*Model, error) {
	m := &Model{Symbol: fields[0], TrueNonNil: -1, NonNil: -1}
	if err := checkSymbol(m.Symbol); err != nil {
		return nil, err
	}
	if len(fields) == 1 {
		return nil, fmt.Errorf("%s: no attributes; say what the call does, such as acquire=r0 kind=conn", m.Symbol)
	}
	// The attributes of an acquisition may stand before acquire= itself.
	acquire := &Acquire{Result: -1, OnErr: "absent", Wraps: -1, Scope: "stream"}
	acquires := false
	for _, f := range fields[1:] {
		key, val, _ := strings.Cut(f, "=")
		err := m.setAcquire(acquire, &acquires, key, val)
		if err == errNotMine {
			err = m.setEffect(key, val)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m.Symbol, err)
		}
	}
	if acquires {
		if acquire.Result < 0 {
			if !strings.HasSuffix(m.Symbol, "{}") {
				return nil, fmt.Errorf("%s: which result is acquired? add acquire=r0", m.Symbol)
			}
			acquire.Result = 0
		}
		kind, ok := Kinds[acquire.Kind]
		if !ok {
			return nil, fmt.Errorf("%s: unknown kind %q; one of %s", m.Symbol, acquire.Kind, strings.Join(kindNames(), ", "))
		}
		if acquire.Release == nil && acquire.All == nil {
			acquire.Release = kind.Release
		}
		m.Acquire = acquire
	}
	return m, nil
}

var errNotMine = fmt.Errorf("not an attribute of an acquisition")

func (m *Model) setAcquire(a *Acquire, acquires *bool, key, val string) (err error) {
	list := func(sep string) []string { return strings.Split(val, sep) }
	*acquires = true
	switch key {
	case "acquire":
		first, rest, _ := strings.Cut(val, ".")
		if a.Result, err = index(first, 'r'); err != nil {
			return err
		}
		if rest != "" {
			a.Path = strings.Split(rest, ".")
		}
	case "kind":
		a.Kind = val
	case "release":
		a.Release = list("|")
	case "all":
		a.All = list("|")
	case "done":
		a.Done = list("|")
	case "onerr":
		a.OnErr = val
		err = oneOf("onerr", val, "absent", "owned", "maybe")
	case "activate":
		a.Activate = list("|")
	case "parent":
		a.Parent = true
	case "wraps":
		a.Wraps, err = index(val, 'p')
	case "scope":
		a.Scope = val
		err = oneOf("scope", val, "stream", "conn", "pool")
	case "churn":
		a.Churn = true
	case "leaks":
		a.Leaks = list(",")
	default:
		*acquires = a.Kind != "" || a.Result >= 0
		return errNotMine
	}
	return err
}

func (m *Model) setEffect(key, val string) (err error) {
	switch key {
	case "noreturn":
		m.Returns.Never = true
	case "returns-nil":
		m.Returns.IfNil, err = index(val, 'p')
		m.Returns.IfNil++
	case "returns-true":
		m.Returns.IfTrue, err = index(val, 'p')
		m.Returns.IfTrue++
	case "calls":
		m.Returns.Callback, err = index(val, 'p')
		m.Returns.Callback++
	case "true-nonnil":
		m.TrueNonNil, err = index(val, 'p')
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
	case "verified":
		m.Verified = val
	default:
		return m.setParam(key, val)
	}
	return err
}

func (m *Model) setParam(key, val string) (err error) {
	e := Effect{Param: Recv, Result: -1}
	if key != "recv" {
		if e.Param, err = index(key, 'p'); err != nil {
			return fmt.Errorf("unknown attribute %q", key)
		}
	}
	var into string
	e.What, into, _ = strings.Cut(val, ":")
	if err := oneOf(key, e.What, "borrow", "release", "release-on-error", "transfer", "into", "drain"); err != nil {
		return err
	}
	if e.What == "into" {
		if e.Result, err = index(into, 'r'); err != nil {
			return err
		}
	}
	m.Effects = append(m.Effects, e)
	return nil
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

// checkSymbol accepts pkg.Name, (pkg.T).M, (*pkg.T).M, pkg.T{} and pkg.T().
func checkSymbol(s string) error {
	name := s
	if strings.HasPrefix(s, "(") {
		recv, method, ok := strings.Cut(s[1:], ").")
		if !ok || method == "" {
			return fmt.Errorf("%s: a method is written (*pkg.T).Method or (pkg.T).Method", s)
		}
		name = strings.TrimPrefix(recv, "*")
	}
	name = strings.TrimSuffix(strings.TrimSuffix(name, "{}"), "()")
	if i := strings.LastIndexByte(name, '.'); i <= 0 || i < strings.LastIndexByte(name, '/') || i == len(name)-1 {
		return fmt.Errorf("%s: not a qualified name such as net.Dial or (*net/http.Client).Do", s)
	}
	return nil
}
