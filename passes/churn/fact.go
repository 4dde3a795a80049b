package churn

import (
	"fmt"
	"strings"
)

// A Summary is what a function does with pools. It is the fact that this
// package exports, and the summary of functions inside a package.
type Summary struct {
	// Makes are the results that are made anew on each call.
	Makes []Product

	// Drops are the pools that each call makes, uses and drops.
	Drops []Product

	// New are the results that are values of their own on each call, so that
	// what is stored in them is not kept by that.
	New Use

	// Params says what becomes of a pool that is passed, receiver first.
	Params []Use
}

// AFact marks Summary as a fact.
func (*Summary) AFact() {}

// A Product is a pool that a function makes.
type Product struct {
	Result int    // index of the result; of no meaning in Drops
	What   string // http.Transport, redis.NewClient, …
	Kind   string // of the catalogue: transport, httpclient, client, pool
	Idle   Idle
	Leaks  bool // dropping one leaves a socket or a goroutine behind

	NoRelease bool // nothing releases it
	Literal   bool // What is a noun, not a function
}

// Idle says how long a transport keeps an idle connection.
type Idle uint8

// The idle timeouts of a transport.
const (
	IdleForever Idle = iota // none is set
	IdleBounded             // set, or copied from another transport
	IdleUnknown             // in the hands of a library
)

// A Use is a set of what may become of a pool.
type Use uint16

// The low bits; InResult(i) are the high ones.
const (
	Sends    Use = 1 << iota // requests are sent over it
	Releases                 // its connections are closed
	Disables                 // its keep-alives are switched off
	Escapes                  // it may outlive the call
)

const (
	resultBit  = 4
	maxResults = 8
)

// InResult is the use that makes result i hold the pool.
func InResult(i int) Use {
	if i >= maxResults {
		return Escapes
	}
	return 1 << (resultBit + i)
}

// Has reports whether all of v is in u.
func (u Use) Has(v Use) bool { return u&v == v }

// Results yields the results that hold the pool.
func (u Use) Results(yield func(int) bool) {
	for i := range maxResults {
		if u.Has(InResult(i)) && !yield(i) {
			return
		}
	}
}

func (u Use) String() string {
	var words []string
	for i, word := range []string{"sends", "releases", "disables", "escapes"} {
		if u.Has(1 << i) {
			words = append(words, word)
		}
	}
	for i := range u.Results {
		words = append(words, fmt.Sprintf("r%d", i))
	}
	return strings.Join(words, "|")
}

func (s *Summary) String() string {
	var words []string
	for _, p := range s.Makes {
		words = append(words, fmt.Sprintf("makes r%d %s", p.Result, p.What))
	}
	for _, p := range s.Drops {
		words = append(words, "drops "+p.What)
	}
	if s.New != 0 {
		words = append(words, "new "+s.New.String())
	}
	for i, u := range s.Params {
		if u != 0 {
			words = append(words, fmt.Sprintf("p%d %s", i, u))
		}
	}
	return strings.Join(words, ", ")
}
