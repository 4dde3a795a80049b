package resource

import (
	"cmp"
	"errors"
	"fmt"
	"go/types"
	"slices"
	"strings"
)

// checkAcquire checks what a call acquires and what releases it. It returns the
// type of what is acquired and the signature of each release.
func (s subject) checkAcquire(a *Acquire) (string, error) {
	result, err := s.result(a.Result)
	if err != nil {
		return "", fmt.Errorf("acquire: %w", err)
	}
	held := result
	for _, name := range a.Path {
		if held, err = field(held, name); err != nil {
			return "", fmt.Errorf("acquire: %w", err)
		}
	}
	desc := []string{fmt.Sprintf("r%d %s", a.Result, strings.Join(append([]string{result.String()}, a.Path...), "."))}

	if a.OnErr != "absent" && !s.fails() {
		return "", fmt.Errorf("onerr=%s: there is no error", a.OnErr)
	}
	if a.Parent && s.recv == nil {
		return "", errors.New("parent: there is no receiver")
	}
	// The releases of a kind are those of all its types together: a type has at
	// least one of them.
	usual := slices.Equal(a.Release, Kinds[a.Kind].Release)
	var missing error
	for _, item := range slices.Concat(a.Release, a.All) {
		sig, err := s.checkRelease(item, held)
		if err != nil {
			missing = cmp.Or(missing, fmt.Errorf("release %s: %w", item, err))
			continue
		}
		desc = append(desc, sig)
	}
	if missing != nil && (!usual || len(desc) == 1) {
		return "", missing
	}
	for _, name := range a.Done {
		fn, err := method(held, name)
		if err != nil {
			return "", fmt.Errorf("done: %w", err)
		}
		res := fn.Signature().Results()
		if res.Len() == 0 || !boolean(last(res)) && !isError(last(res)) {
			return "", fmt.Errorf("done: %s does not say when it is done", name)
		}
		desc = append(desc, describe(fn))
	}
	for _, name := range slices.Concat(a.Activate, a.Until) {
		fn, err := method(held, name)
		if err != nil {
			return "", fmt.Errorf("activate, until: %w", err)
		}
		desc = append(desc, describe(fn))
	}
	return strings.Join(desc, "; "), nil
}

// checkRelease checks that one item of release= can be called.
func (s subject) checkRelease(item string, held types.Type) (string, error) {
	r, err := ParseRelease(item)
	if err != nil {
		return "", err
	}
	switch r.How {
	case ByMethod:
		fn, err := method(held, r.Name)
		if err != nil {
			return "", err
		}
		return describe(fn), nil
	case ByRecv:
		if s.recv == nil {
			return "", errors.New("there is no receiver")
		}
		fn, err := method(s.recv, r.Name)
		if err != nil {
			return "", err
		}
		return describe(fn), nil
	case ByVia:
		return via(held, r)
	case ByFunc:
		fn, ok := s.pkg.Scope().Lookup(r.Name).(*types.Func)
		if !ok || !accepts(fn, held) {
			return "", fmt.Errorf("no function %s that takes a %s", r.Name, held)
		}
		return describe(fn), nil
	case ByTransfer:
		return s.transfer(r.Name, held)
	case ByCall:
		t, err := s.result(r.Index)
		if err != nil || !callable(t) {
			return "", fmt.Errorf("result %d is no function", r.Index)
		}
		return item, nil
	case ByCtx:
		t, err := s.param(r.Index)
		if err != nil || t.String() != "context.Context" {
			return "", fmt.Errorf("parameter %d is no context", r.Index)
		}
		return item, nil
	}
	return item, nil
}

// via checks a method of what a getter or field gives.
func via(held types.Type, r Release) (string, error) {
	got, err := field(held, r.Via)
	if err != nil {
		getter, err := method(held, r.Via)
		if err != nil {
			return "", err
		}
		if getter.Signature().Results().Len() == 0 {
			return "", fmt.Errorf("%s has no result", r.Via)
		}
		got = getter.Signature().Results().At(0).Type()
	}
	fn, err := method(got, r.Name)
	if err != nil {
		return "", err
	}
	return r.Via + "." + describe(fn), nil
}

// transfer finds a function or method of the package that takes the value, or
// takes what gives it.
func (s subject) transfer(name string, held types.Type) (string, error) {
	scope := s.pkg.Scope()
	if fn, ok := scope.Lookup(name).(*types.Func); ok && accepts(fn, held) {
		return describe(fn), nil
	}
	for _, n := range scope.Names() {
		if t, err := lookupType(s.pkg, n); err == nil {
			if fn, err := method(t, name); err == nil && accepts(fn, held) {
				return describe(fn), nil
			}
		}
	}
	return "", fmt.Errorf("nothing called %s takes a %s", name, held)
}

func accepts(fn *types.Func, t types.Type) bool {
	for v := range fn.Signature().Params().Variables() {
		if types.AssignableTo(t, v.Type()) {
			return true
		}
		if f, ok := v.Type().Underlying().(*types.Signature); ok && f.Results().Len() > 0 && types.AssignableTo(t, f.Results().At(0).Type()) {
			return true
		}
	}
	return false
}
