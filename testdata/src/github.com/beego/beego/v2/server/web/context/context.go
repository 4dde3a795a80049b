// Package context stands in for the real one in fixtures.
package context

type Context struct{}
