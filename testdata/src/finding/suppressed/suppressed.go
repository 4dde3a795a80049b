// Package suppressed has calls that a rule for tests reports, with and without
// the comments that suppress it.
package suppressed

func leak() int { return 0 }

func plainBad() {
	leak() // want `leak is called`
}

func onTheLineOk() {
	leak() //nolint:leaktest // known
	leak() //nolint:connlint
	leak() //nolint
	leak() // nolint:gosec,leaktest // with a space, in a list
	leak() //nolint:LeakTest known, without slashes before the reason
	leak() //connlint:ignore leaktest known
	leak() //nolint:all
}

func otherLinterBad() {
	leak() //nolint:gosec                  // want `leak is called`
	leak() //connlint:ignore othertest why // want `leak is called`
	leak() //nolintish                     // want `leak is called`
}

func aboveOk() {
	//nolint:leaktest
	leak()

	//nolint:leaktest // the rest of the comment
	// is prose.
	leak()

	//connlint:ignore leaktest known
	if leak() == 0 {
		leak()
	}
	leak() // want `leak is called`
}

func lineAfterBad() {
	leak() //nolint:leaktest
	leak() // want `leak is called`

	//nolint:leaktest

	leak() // want `leak is called`
}

func spanningOk() {
	_ = []int{
		leak(), //nolint:leaktest
	}
	_ = leak(
	// nothing
	) //nolint:leaktest
}

// documentedOk is suppressed as a whole.
//
//nolint:leaktest
func documentedOk() {
	leak()
	if true {
		leak()
	}
}

func headedOk() { //nolint:leaktest
	leak()
}

//connlint:ignore leaktest known
var stored = leak()

var table = []func(){
	func() { leak() }, // want `leak is called`
}
