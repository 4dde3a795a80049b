// Package resource knows what must be released, and by what.
//
// Its knowledge is data: the catalogue in models/*.txt says of each API which
// result acquires a resource, which methods release it, and what the call does
// with its arguments. See Model for the form of a line.
package resource
