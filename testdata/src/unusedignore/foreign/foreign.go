// Package foreign has comments that were written for other linters.
package foreign

func leak() int { return 0 }

func neededOk() {
	leak() //nolint:bodyclose
}

func spentBad() {
	println() //nolint:bodyclose // want `nolint comment for bodyclose suppresses nothing`
	println() //nolint:sqlclosecheck,gosec // want `nolint comment for sqlclosecheck suppresses nothing`
}

func notOursOk() {
	println() //nolint:rowserrcheck
}
