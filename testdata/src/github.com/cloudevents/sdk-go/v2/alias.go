// Package v2 stands in for the real one in fixtures.
package v2

type Event struct{}
