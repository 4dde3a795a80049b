package flow

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/connlint/connlint/passes/resource"
)

// cancelled reports whether the cancellation that releases the resource is in
// other hands, or is deferred already.
func (s *search) cancelled(call *ssa.Call) bool {
	if s.ob.Kind.Rule == "clientleak" && contextOption(call) {
		return true
	}
	for _, item := range s.ob.more {
		r, err := resource.ParseRelease(item)
		if err != nil || r.How != resource.ByCtx {
			continue
		}
		cancels := s.cancels(call, r.Index)
		if len(cancels) == 0 {
			// A client lives as long as the context that it was given. Rows end
			// with theirs, too, but holding them until then is the leak.
			only := len(s.ob.Release) == 0 && len(s.ob.more) == 1
			return (only || s.ob.Kind.Rule == "clientleak") && !s.neverCancelled(call, r.Index)
		}
		for _, c := range cancels {
			for _, ref := range *c.Referrers() {
				switch ref := ref.(type) {
				case *ssa.Defer:
					if ref.Call.Value == c {
						return true
					}
				case *ssa.Store, *ssa.Return, *ssa.MakeClosure, *ssa.MapUpdate, *ssa.Send:
					return true // somebody else has it
				}
			}
		}
	}
	return false
}

// contextOption reports whether a client gets the context that it lives by as
// an option, as in concurrency.NewSession(c, concurrency.WithContext(ctx)).
func contextOption(call *ssa.Call) bool {
	for _, arg := range call.Call.Args {
		slice, ok := arg.(*ssa.Slice)
		if !ok {
			continue
		}
		array, ok := slice.X.(*ssa.Alloc)
		if !ok || array.Comment != "varargs" {
			continue
		}
		for _, r := range *array.Referrers() {
			elem, ok := r.(*ssa.IndexAddr)
			if !ok {
				continue
			}
			for _, u := range *elem.Referrers() {
				st, ok := u.(*ssa.Store)
				if !ok {
					continue
				}
				option, ok := strip(st.Val).(*ssa.Call)
				if ok && option.Call.StaticCallee() != nil && option.Call.StaticCallee().Name() == "WithContext" {
					return true
				}
			}
		}
	}
	return false
}

// neverCancelled reports whether the context in parameter i is one that nobody
// cancels: context.Background, TODO, or WithoutCancel.
func (s *search) neverCancelled(call *ssa.Call, i int) bool {
	made, ok := s.argument(call, i).(*ssa.Call)
	if !ok {
		return false
	}
	fn := made.Call.StaticCallee()
	return fn != nil && fn.Pkg != nil && fn.Pkg.Pkg.Path() == "context" && slices.Contains([]string{"Background", "TODO", "WithoutCancel"}, fn.Name())
}

// cancels returns the cancel functions of the context in parameter i.
func (s *search) cancels(call *ssa.Call, i int) []ssa.Value {
	ctx := s.argument(call, i)
	if ctx == nil {
		return nil
	}
	return cancelsOf(ctx, s.n, 0)
}

// argument returns argument i of the acquiring call, not counting a receiver;
// nil if there is none.
func (s *search) argument(call *ssa.Call, i int) ssa.Value {
	args := call.Call.Args
	if s.ob.callee.recv != nil && !call.Call.IsInvoke() && len(args) > 0 {
		args = args[1:]
	}
	if i >= len(args) {
		return nil
	}
	return args[i]
}

// cancelsOf returns the cancel functions of the contexts that ctx derives from.
func cancelsOf(ctx ssa.Value, n *nest, depth int) []ssa.Value {
	ctx = n.canon(ctx)
	if load, ok := ctx.(*ssa.UnOp); ok {
		var all []ssa.Value
		if cell, ok := n.canon(load.X).(*ssa.Alloc); ok && depth < 4 {
			for _, r := range *cell.Referrers() {
				if st, ok := r.(*ssa.Store); ok && st.Addr == ssa.Value(cell) {
					all = append(all, cancelsOf(st.Val, n, depth+1)...)
				}
			}
		}
		return all
	}
	ext, ok := ctx.(*ssa.Extract)
	if !ok {
		return nil
	}
	call, ok := ext.Tuple.(*ssa.Call)
	if !ok || ext.Index != 0 {
		return nil
	}
	fn := call.Call.StaticCallee()
	if fn == nil || fn.Object() == nil || fn.Object().Pkg() == nil || !strings.HasPrefix(fn.Object().Name(), "With") && fn.Object().Name() != "NotifyContext" {
		return nil
	}
	var all []ssa.Value
	for _, r := range *call.Referrers() {
		if cancel, ok := r.(*ssa.Extract); ok && cancel.Index == 1 {
			all = append(all, cancel)
		}
	}
	return all
}
