// Package spent has suppression comments, needed and not.
package spent

func leak() int { return 0 }

func neededOk() {
	leak() //nolint:leaktest // known
	leak() //nolint:connlint
	leak() //connlint:ignore leaktest known
	leak() //nolint
	leak() //nolint:leaktest,gosec

	//connlint:ignore leaktest known
	for {
		leak()
	}
}

func spentBad() {
	println() //nolint:leaktest // known // want `nolint comment for leaktest suppresses nothing`
	println() //nolint:connlint // want `nolint comment for connlint suppresses nothing`
	println() //connlint:ignore leaktest closed by the caller // want `connlint:ignore comment for leaktest suppresses nothing`
	// want +1 `nolint comment for leaktest suppresses nothing`
	println() //nolint:leaktest
	// want +2 `connlint:ignore comment for leaktest suppresses nothing`

	//connlint:ignore leaktest known
	for {
		println()
	}
}

func partlySpentBad() {
	println() //nolint:gosec,leaktest // want `nolint comment for leaktest suppresses nothing`
}

func malformedBad() {
	// want +1 `connlint:ignore comment names no rule`
	leak() //connlint:ignore
	// want +1 `connlint:ignore comment gives no reason`
	leak() //connlint:ignore leaktest
	leak() //connlint:ignore leektest known // want `connlint:ignore names "leektest", which is not a rule`
}

func othersOk() {
	println() //nolint
	println() //nolint:all
	println() //nolint:gosec
	println() //nolint:bodyclose // judged on request
}
