package flow

import (
	"go/constant"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// What no Close repairs. Since Go 1.27 it reads the rest of a body, up to a limit
// and for a short while, unless the request has been cancelled (see drain.go). The
// source seldom says how much a server sends; it does where the length of a response
// is compared, and where a stream of events is asked for.

// closeReads is what Close reads of a body where it reads at all.
const closeReads = 256 << 10

// lengthTest splits a condition about the length or status of the response into
// the field, the operator that holds on one side, and a constant.
func (s *search) lengthTest(v ssa.Value, side bool, st State) (field string, op token.Token, n int64, ok bool) {
	f, op, n := fieldTest(s.canon(v), side)
	if f == nil || !s.named[s.canon(f.X)] && !st.has(s.canon(f.X)) {
		return "", 0, 0, false
	}
	return fieldName(f), op, n, true
}

// isLarge reports whether one side of a branch says that the body is longer than
// what Close reads.
func (s *search) isLarge(v ssa.Value, side bool, st State) bool {
	field, op, n, ok := s.lengthTest(v, side, st)
	return ok && field == "ContentLength" && (op == token.GTR && n >= closeReads || op == token.GEQ && n > closeReads)
}

// looksAtLength is a cheap test of whether a function may compare the length of
// a response.
func looksAtLength(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if f, ok := instr.(*ssa.FieldAddr); ok && fieldName(f) == "ContentLength" {
				return true
			}
		}
	}
	return slices.ContainsFunc(fn.AnonFuncs, looksAtLength)
}

// asksForEvents reports whether the request that a call sends accepts a stream
// of server-sent events.
func (s *search) asksForEvents(call *ssa.Call) bool {
	for _, arg := range call.Call.Args {
		if req := s.canon(arg); isNamed(req.Type(), "net/http", "Request") && s.acceptsEvents(req) {
			return true
		}
	}
	return false
}

func (s *search) acceptsEvents(req ssa.Value) bool {
	found := false
	visit := func(r ssa.Instruction) {
		if f, ok := r.(*ssa.FieldAddr); ok && fieldName(f) == "Header" {
			for _, load := range *f.Referrers() {
				if load, ok := load.(*ssa.UnOp); ok {
					for _, use := range *load.Referrers() {
						found = found || setsEvents(use)
					}
				}
			}
		}
	}
	s.n.eachUse(req, visit)
	load, ok := req.(*ssa.UnOp)
	if !ok {
		return found
	}
	if cell, ok := s.canon(load.X).(*ssa.Alloc); ok {
		s.n.eachUse(cell, func(r ssa.Instruction) {
			if other, ok := r.(*ssa.UnOp); ok {
				s.n.eachUse(other, visit)
			}
		})
	}
	return found
}

// setsEvents reports whether an instruction is a call such as
// req.Header.Set("Accept", "text/event-stream").
func setsEvents(instr ssa.Instruction) bool {
	call, ok := instr.(*ssa.Call)
	if !ok || len(call.Call.Args) != 3 {
		return false
	}
	fn := call.Call.StaticCallee()
	if fn == nil || fn.Name() != "Set" && fn.Name() != "Add" {
		return false
	}
	key, value := stringConst(call.Call.Args[1]), stringConst(call.Call.Args[2])
	return strings.EqualFold(key, "Accept") && strings.Contains(value, "text/event-stream")
}

func stringConst(v ssa.Value) string {
	if c, ok := v.(*ssa.Const); ok && c.Value != nil && c.Value.Kind() == constant.String {
		return constant.StringVal(c.Value)
	}
	return ""
}
