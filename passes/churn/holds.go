package churn

import (
	"go/types"
	"strings"

	"github.com/connlint/connlint/passes/resource"
)

// holders remembers which types can hold a pool.
type holders struct {
	catalogue *resource.Catalogue
	holds     map[types.Type]bool
	cannot    map[types.Type]int // within so many steps
}

func newHolders(c *resource.Catalogue) *holders {
	return &holders{catalogue: c, holds: make(map[types.Type]bool), cannot: make(map[types.Type]int)}
}

// can reports whether a value of the type can hold a pool: one is in it, or
// behind it, within a few steps.
func (h *holders) can(t types.Type) bool { return t != nil && h.within(t, 4) }

func (h *holders) within(t types.Type, steps int) bool {
	t = types.Unalias(t)
	if steps < 0 || h.holds[t] {
		return h.holds[t]
	}
	if n, ok := h.cannot[t]; ok && n >= steps {
		return false
	}
	h.cannot[t] = steps // also while it is being computed
	if h.compute(t, steps) {
		h.holds[t] = true
		return true
	}
	return false
}

func (h *holders) compute(t types.Type, steps int) bool {
	switch t := t.(type) {
	case *types.Pointer:
		return h.within(t.Elem(), steps)
	case *types.Named:
		return h.isPool(t) || h.within(t.Underlying(), steps)
	case *types.Struct:
		for f := range t.Fields() {
			if h.within(f.Type(), steps-1) {
				return true
			}
		}
	case *types.Interface:
		return sendsRequests(t)
	case *types.Slice:
		return h.within(t.Elem(), steps-1)
	case *types.Array:
		return h.within(t.Elem(), steps-1)
	case *types.Tuple:
		for v := range t.Variables() {
			if h.within(v.Type(), steps) {
				return true
			}
		}
	}
	return false
}

// isPool reports whether the type is http.Client, http.Transport, sql.DB or one
// that belongs to a client of the catalogue.
func (h *holders) isPool(t *types.Named) bool {
	if t.Obj().Pkg() == nil {
		return false
	}
	path := t.Obj().Pkg().Path()
	first, _, _ := strings.Cut(path, "/")
	third := strings.Contains(first, ".") || path == "database/sql"
	return third && h.catalogue.Has(path) || poolLiteral(h.catalogue, t) != nil
}

// poolLiteral returns the model of a type whose literal is a pool, or nil.
func poolLiteral(c *resource.Catalogue, t *types.Named) *resource.Model {
	if m := c.Literal(t); m != nil && m.Acquire != nil && m.Acquire.Scope == "pool" && churns[m.Acquire.Kind] {
		return m
	}
	return nil
}

// sendsRequests reports whether an interface is that of something that sends
// HTTP requests: http.RoundTripper, or one's own with Do.
func sendsRequests(t *types.Interface) bool {
	for m := range t.Methods() {
		if m.Name() == "Do" || m.Name() == "RoundTrip" {
			if p := m.Signature().Params(); p.Len() == 1 && isHTTP(p.At(0).Type(), "Request") {
				return true
			}
		}
	}
	return false
}

// isHTTP reports whether t is a type of net/http, or a pointer to it.
func isHTTP(t types.Type, name string) bool {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Name() == name && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "net/http"
}
