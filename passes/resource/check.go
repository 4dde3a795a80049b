package resource

import (
	"errors"
	"fmt"
	"go/types"
	"slices"
)

// Check checks the model against the types of its package: that the symbol is
// declared there, that parameters, results and fields exist and are of a type
// that makes sense, and that what releases the resource can be called. It returns
// what the types are: one line, or several if the model stands for several types
// that differ.
func (m *Model) Check(pkg *types.Package) ([]string, error) {
	if pkg.Path() != m.Sym.Package {
		return nil, fmt.Errorf("%s is not of package %s", m.Symbol, pkg.Path())
	}
	if m.Owns != nil {
		return checkOwner(pkg, m)
	}
	subjects, err := resolve(pkg, m.Sym)
	if err != nil {
		return nil, err
	}
	var (
		lines []string
		wrong []error
	)
	for _, s := range subjects {
		line, err := s.check(m)
		if err != nil {
			wrong = append(wrong, fmt.Errorf("%s: %w", s.name, err))
		}
		lines = append(lines, m.Symbol+" "+line)
	}
	slices.Sort(lines)
	return slices.Compact(lines), errors.Join(wrong...)
}

// A subject is one thing that a model is about.
type subject struct {
	name string
	pkg  *types.Package
	recv types.Type       // of a method; nil
	sig  *types.Signature // of a call; nil for a literal
	lit  types.Type       // of a literal
}

// resolve finds what a symbol names. A method has to be declared by the type
// that the symbol says, because that is the one that calls resolve to.
func resolve(pkg *types.Package, sym Symbol) ([]subject, error) {
	switch sym.Form {
	case Func:
		fn, ok := pkg.Scope().Lookup(sym.Name).(*types.Func)
		if !ok {
			return nil, fmt.Errorf("no function %s", sym.Name)
		}
		return []subject{{name: sym.String(), pkg: pkg, sig: fn.Signature()}}, nil

	case Literal:
		t, err := lookupType(pkg, sym.Name)
		if err != nil {
			return nil, err
		}
		if _, ok := t.Underlying().(*types.Struct); !ok {
			return nil, fmt.Errorf("%s is not a struct", sym.Name)
		}
		return []subject{{name: sym.String(), pkg: pkg, lit: types.NewPointer(t)}}, nil

	case FuncType:
		return eachType(pkg, sym.Name, func(t *types.Named) (subject, bool, error) {
			sig, ok := t.Underlying().(*types.Signature)
			name := pkg.Path() + "." + t.Obj().Name() + "()"
			return subject{name: name, pkg: pkg, sig: sig}, ok, fmt.Errorf("%s is not a func type", t)
		})
	}

	return eachType(pkg, sym.Recv, func(t *types.Named) (subject, bool, error) {
		return findMethod(pkg, t, sym)
	})
}

// eachType applies one to the type of that name, or to all types of the
// package if the name is "*", where those that do not fit are left out.
func eachType(pkg *types.Package, name string, one func(*types.Named) (subject, bool, error)) ([]subject, error) {
	if name != "*" {
		t, err := lookupType(pkg, name)
		if err != nil {
			return nil, err
		}
		s, ok, err := one(t)
		if !ok {
			return nil, err
		}
		return []subject{s}, nil
	}
	var all []subject
	for _, n := range pkg.Scope().Names() {
		if t, err := lookupType(pkg, n); err == nil {
			if s, ok, _ := one(t); ok {
				all = append(all, s)
			}
		}
	}
	if len(all) == 0 {
		return nil, errors.New("fits no type of the package")
	}
	return all, nil
}

func findMethod(pkg *types.Package, t *types.Named, sym Symbol) (subject, bool, error) {
	var recv types.Type = t
	if sym.Pointer {
		recv = types.NewPointer(t)
	}
	obj, _, _ := types.LookupFieldOrMethod(recv, true, pkg, sym.Name)
	fn, ok := obj.(*types.Func)
	if !ok {
		return subject{}, false, fmt.Errorf("no method %s", sym.Name)
	}
	star := ""
	declared := fn.Signature().Recv().Type()
	if p, ok := declared.(*types.Pointer); ok {
		declared, star = p.Elem(), "*"
	}
	named, ok := types.Unalias(declared).(*types.Named)
	if !ok {
		return subject{}, false, fmt.Errorf("declared by %s, which has no name", declared)
	}
	name := fmt.Sprintf("(%s%s.%s).%s", star, named.Obj().Pkg().Path(), named.Obj().Name(), fn.Name())
	if named.Origin() != t.Origin() || sym.Pointer != (star != "") {
		return subject{}, false, fmt.Errorf("is declared as %s", name)
	}
	return subject{name: name, pkg: pkg, recv: recv, sig: fn.Signature()}, true, nil
}

func lookupType(pkg *types.Package, name string) (*types.Named, error) {
	tn, ok := pkg.Scope().Lookup(name).(*types.TypeName)
	if !ok {
		return nil, fmt.Errorf("no type %s", name)
	}
	t, ok := tn.Type().(*types.Named)
	if !ok {
		return nil, fmt.Errorf("%s is another name of %s", name, tn.Type())
	}
	return t, nil
}

// checkOwner checks a model of a type.
func checkOwner(pkg *types.Package, m *Model) ([]string, error) {
	t, err := lookupType(pkg, m.Sym.Name)
	if err != nil {
		return nil, err
	}
	line := m.Sym.String()
	for _, name := range m.Owns {
		f, err := field(t, name)
		if err != nil {
			return nil, err
		}
		line += fmt.Sprintf(" .%s %s", name, f)
	}
	for _, name := range m.OwnsRelease {
		fn, err := method(t, name)
		if err != nil {
			return nil, err
		}
		line += " " + describe(fn)
	}
	return []string{line}, nil
}

// check checks what a model says of one subject.
func (s subject) check(m *Model) (line string, err error) {
	if err := s.checkCall(m); err != nil {
		return "", err
	}
	if m.Acquire == nil {
		if s.sig == nil {
			return "", errors.New("a literal acquires something, or needs no line")
		}
		return types.TypeString(s.sig, nil), nil
	}
	return s.checkAcquire(m.Acquire)
}

// checkCall checks what the model says of parameters and results.
func (s subject) checkCall(m *Model) error {
	var wrong []error
	fail := func(format string, args ...any) { wrong = append(wrong, fmt.Errorf(format, args...)) }
	param := func(i int, what string, ok func(types.Type) bool) {
		t, err := s.param(i)
		if err != nil {
			fail("%s: %w", what, err)
		} else if !ok(t) {
			fail("%s: parameter %d is a %s", what, i, t)
		}
	}
	result := func(i int, what string, ok func(types.Type) bool) {
		t, err := s.result(i)
		if err != nil {
			fail("%s: %w", what, err)
		} else if !ok(t) {
			fail("%s: result %d is a %s", what, i, t)
		}
	}
	anything := func(types.Type) bool { return true }
	for _, e := range m.Effects {
		holds := anything
		switch e.What {
		case "drain", "reads":
			holds = reads
		case "release", "release-on-error", "transfer", "into", "refill":
			holds = canHold
		}
		if e.Param != Recv {
			param(e.Param, e.What, holds)
		} else if s.recv == nil || !holds(s.recv) {
			fail("%s: not of the receiver", e.What)
		}
		switch e.What {
		case "into":
			result(e.Result, e.What, canHold)
		case "reads":
			result(e.Result, e.What, anything)
		case "refill":
			if e.If > 0 {
				param(e.If-1, e.What, boolean)
			}
		case "release-on-error":
			if !s.fails() {
				fail("%s: there is no error", e.What)
			}
		}
	}
	for _, c := range []struct {
		what string
		n    int // 1 + parameter
		ok   func(types.Type) bool
	}{
		{"returns-nil", m.Returns.IfNil, nilable},
		{"returns-nonnil", m.Returns.IfNonNil, nilable},
		{"returns-true", m.Returns.IfTrue, boolean},
		{"returns-false", m.Returns.IfFalse, boolean},
		{"calls", m.Returns.Callback, callable},
		{"true-nonnil", m.TrueNonNil + 1, nilable},
		{"true-nil", m.TrueNil + 1, nilable},
		{"false-nonnil", m.FalseNonNil + 1, nilable},
		{"nil-like", m.NilLike + 1, nilable},
	} {
		if c.n > 0 {
			param(c.n-1, c.what, c.ok)
		}
	}
	if m.TrueNonNil >= 0 || m.TrueNil >= 0 || m.FalseNonNil >= 0 {
		if s.sig == nil || s.sig.Results().Len() == 0 || !boolean(last(s.sig.Results())) {
			fail("there is no bool result")
		}
	}
	if m.NonNil >= 0 {
		result(m.NonNil, "nonnil", nilable)
	}
	if m.NilLike >= 0 {
		result(0, "nil-like", nilable)
	}
	for _, r := range m.Exempt {
		if r >= 0 {
			result(r, "exempt", anything)
		}
	}
	if slices.Contains(m.Exempt, -1) && (s.sig == nil || s.sig.Results().Len() == 0) {
		fail("exempt: there are no results")
	}
	return errors.Join(wrong...)
}

// param returns the type of a parameter; of each argument if it is variadic.
func (s subject) param(i int) (types.Type, error) {
	if s.sig == nil || i >= s.sig.Params().Len() {
		return nil, fmt.Errorf("no parameter %d", i)
	}
	t := s.sig.Params().At(i).Type()
	if s.sig.Variadic() && i == s.sig.Params().Len()-1 {
		if slice, ok := t.(*types.Slice); ok {
			return slice.Elem(), nil
		}
	}
	return t, nil
}

func (s subject) result(i int) (types.Type, error) {
	if s.lit != nil && i == 0 {
		return s.lit, nil
	}
	if s.sig == nil || i >= s.sig.Results().Len() {
		return nil, fmt.Errorf("no result %d", i)
	}
	return s.sig.Results().At(i).Type(), nil
}

// fails reports whether there is an error result.
func (s subject) fails() bool {
	return s.sig != nil && s.sig.Results().Len() > 0 && isError(last(s.sig.Results()))
}
