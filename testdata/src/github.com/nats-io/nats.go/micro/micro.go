// Package micro stands in for the real one in fixtures.
package micro

type Request interface{ Respond([]byte) error }

type Handler interface{ Handle(Request) }

type HandlerFunc func(Request)
