// Package crash is one in which the rule crashes: nobody knows what it needs.
package crash

func unknownOk() {
	println() //nolint:bodyleak
}
