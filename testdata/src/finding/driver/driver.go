// Package driver is analysed by a driver that applies nolint comments for
// connlint itself. What names a rule it does not understand.
package driver

func leak() {}

func leftBad() {
	leak() //nolint:connlint // want "leak is called"
	leak() //nolint // want "leak is called"
	leak() //nolint:all,errcheck // want "leak is called"
}

func appliedOk() {
	leak() //nolint:leaktest // told so
	leak() //connlint:ignore connlint told so
}
