// Package inherit has functions that run as often as those that call them.
package inherit

import "net/http"

func handler(w http.ResponseWriter, r *http.Request) { // want `per request: HTTP handler \(certain\)`
	helperBad()
	sharedOk()
	ExportedBad()
	go backgroundBad()
	func() { // want `per request: HTTP handler \(certain\)`
		nestedBad()
	}()
	apply(func() {}) // want `per request: HTTP handler \(certain\)`
	apply(passedBad)
	f := func() {} // want `per request: HTTP handler \(certain\)`
	f()
	recursiveBad(3)
	new(store).loadBad()
}

func helperBad() { secondBad() } // want `per request: HTTP handler \(medium\)`

func secondBad() {} // want `per request: HTTP handler \(medium\)`

func nestedBad() {} // want `per request: HTTP handler \(medium\)`

func backgroundBad() {} // want `per request: HTTP handler \(medium\)`

func passedBad() {} // want `per request: HTTP handler \(medium\)`

func ExportedBad() {} // want `per request: HTTP handler \(low\)`

func recursiveBad(n int) { // want `per request: HTTP handler \(medium\)`
	if n > 0 {
		recursiveBad(n - 1)
	}
}

type store struct{}

func (s *store) loadBad() {} // want `per request: HTTP handler \(medium\)`

func apply(f func()) { f() } // want `per request: HTTP handler \(medium\)`

// It is also called at start-up.
func sharedOk() {}

func setUp() { sharedOk() }

// It is called for each request, but its value also goes elsewhere.
func escapingOk() {}

var table = []func(){escapingOk}

func other(w http.ResponseWriter, r *http.Request) { escapingOk() } // want `per request: HTTP handler \(certain\)`

// A method that an interface may call.
type closer interface{ flush() }

func (s *store) flush() {}

func third(w http.ResponseWriter, r *http.Request, c closer) {
	new(store).flush()
	c.flush()
}
