package flow

import (
	"fmt"
	"strings"
)

// A Summary is what callers need to know of a function: what it does with the
// resources in its arguments, which of its results own one, and when it
// returns. It is the fact that travels between packages; everything in it is
// about the function alone, so that it stays true wherever the fact arrives.
//
// A function that has no summary, in a package that was analysed (see
// Analysed), borrows its arguments and owns nothing.
type Summary struct {
	Effects    []ParamEffect // in order of parameter and path; only those that are not plain borrows
	Owned      []Owned       // results that own a resource
	Returns    Returns
	Predicates []Predicate
	Given      []Given // results known by what a parameter is
	Present    []int   // results that are never nil
	Keeps      []int   // parameters of function types that outlive the call
}

// AFact marks Summary as a go/analysis fact.
func (*Summary) AFact() {}

// Analysed is the package fact that says that a package's functions without a
// Summary do nothing worth one.
type Analysed struct {
	// DrainLimit is how many unread bytes Close reads of a response body, so that
	// the connection can be reused: -1 up to Go 1.26, 256 KiB from Go 1.27 on (the
	// constant maxPostCloseReadBytes). 0 if net/http is not among what the package
	// imports, directly or not, or was not analysed.
	DrainLimit int64

	// Declared are the lines, in the catalogue's form, that directives in the
	// package and in those that it imports amount to.
	Declared []string
}

// AFact marks Analysed as a go/analysis fact.
func (*Analysed) AFact() {}

func (a *Analysed) String() string { return "analysed" }

// A ParamEffect says what happens to the resource on one path of one
// parameter (receiver first), separately for returns that report success and
// failure: a nil or non-nil error, or a true or false last result.
type ParamEffect struct {
	Param            int
	Path             Path
	Success, Failure Fate
}

// A Fate is the join over returns of one outcome.
type Fate struct {
	May     Outcome // what may have happened
	Results []Alias // results that give access to it, when it is still open
	Read    uint8   // least reading among these returns (see reading)
}

// An Alias is a result that gives access to a resource on a path.
type Alias struct {
	Result int
	Path   Path
}

// Outcome is a set of the states in which a path may leave a resource.
type Outcome uint8

const (
	Open        Outcome = 1 << iota // still open, nobody else has it
	Released                        // released
	Transferred                     // somebody else may release it
	Refilled                        // released, and something else put in its place

	ended = Released | Refilled
)

// Owned says that a result owns a resource.
type Owned struct {
	Result int
	Path   Path
	Kind   string
	API    string // the acquiring API, for messages
	Guard  int    // error or bool result that says whether it is there; -1 if none
	// Release lists the methods that release it.
	Release []string
	// Done lists the methods that release it by returning false or an error.
	Done []string
	// Bodyless says that it is a response without a body, UsedOnce that the
	// connection of a response ends with it, whatever is read of it.
	Bodyless, UsedOnce bool
	// Also lists further results that give access to the same resource.
	Also []Alias
}

// Returns says under which condition on its parameters a function returns.
type Returns struct {
	Never    bool
	IfNil    []int // returns only if these parameters are nil
	IfNonNil []int // returns only if these parameters are not nil
	IfTrue   []int // returns only if these parameters are true
	IfFalse  []int // returns only if these parameters are false
}

// A Predicate says what a function's bool result is when a parameter is nil, and
// when it is not.
type Predicate struct {
	Param       int
	Nil, NonNil tri
}

func (r Returns) trivial() bool {
	return !r.Never && r.IfNil == nil && r.IfNonNil == nil && r.IfTrue == nil && r.IfFalse == nil
}

func (s *Summary) trivial() bool {
	return len(s.Effects) == 0 && len(s.Owned) == 0 && s.Returns.trivial() && s.Predicates == nil && s.Given == nil && s.Present == nil && s.Keeps == nil
}

// effect returns the effect on a parameter's path; a plain borrow if none is
// recorded.
func (s *Summary) effect(param int, p Path) ParamEffect {
	for _, e := range s.Effects {
		if e.Param == param && e.Path == p {
			return e
		}
	}
	borrow := Fate{May: Open}
	return ParamEffect{Param: param, Path: p, Success: borrow, Failure: borrow}
}

func (e ParamEffect) isBorrow() bool {
	plain := func(f Fate) bool { return f.May&^Open == 0 && f.Results == nil && f.Read == 0 }
	return plain(e.Success) && plain(e.Failure)
}

// String renders a summary for tests and -debug output, such as
// "p0*.8: release; r0*.8: owned body unless r1".
func (s *Summary) String() string {
	var parts []string
	for _, e := range s.Effects {
		ok, bad := e.Success.String(), e.Failure.String()
		if ok != bad {
			ok += "/" + bad
		}
		parts = append(parts, fmt.Sprintf("p%d%v: %s", e.Param, e.Path, ok))
	}
	for _, o := range s.Owned {
		p := fmt.Sprintf("r%d%v: owned %s", o.Result, o.Path, o.Kind)
		if o.Guard >= 0 {
			p += fmt.Sprintf(" by r%d", o.Guard)
		}
		parts = append(parts, p)
	}
	if s.Returns.Never {
		parts = append(parts, "never returns")
	}
	for _, p := range s.Returns.IfNil {
		parts = append(parts, fmt.Sprintf("returns if p%d is nil", p))
	}
	for _, p := range s.Returns.IfTrue {
		parts = append(parts, fmt.Sprintf("returns if p%d", p))
	}
	for _, p := range s.Predicates {
		parts = append(parts, fmt.Sprintf("p%d nil: %v, not nil: %v", p.Param, p.Nil, p.NonNil))
	}
	for _, p := range s.Keeps {
		parts = append(parts, fmt.Sprintf("keeps p%d", p))
	}
	for _, g := range s.Given {
		if g.Same {
			parts = append(parts, fmt.Sprintf("r%d is p%d", g.Result, g.Param))
		} else {
			parts = append(parts, fmt.Sprintf("r%d known if p%d is nil", g.Result, g.Param))
		}
	}
	return strings.Join(parts, "; ")
}

func (f Fate) String() string {
	var parts []string
	for _, o := range []struct {
		bit  Outcome
		name string
	}{{Open, "open"}, {Released, "release"}, {Transferred, "transfer"}, {Refilled, "refill"}} {
		if f.May&o.bit != 0 {
			parts = append(parts, o.name)
		}
	}
	for _, a := range f.Results {
		parts = append(parts, fmt.Sprintf("r%d%v", a.Result, a.Path))
	}
	if f.Read == uint8(toEOF) {
		parts = append(parts, "drained")
	}
	if len(parts) == 0 {
		return "no return"
	}
	return strings.Join(parts, "|")
}
