// Package echo stands in for the real one in fixtures.
package echo

import "net/http"

type Context interface {
	Request() *http.Request
	JSON(code int, i any) error
}

type HandlerFunc func(c Context) error

type MiddlewareFunc func(next HandlerFunc) HandlerFunc

type Route struct{}

type Echo struct{}

func New() *Echo { return &Echo{} }

func (e *Echo) GET(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }
func (e *Echo) Use(middleware ...MiddlewareFunc)                           {}

type Group struct{}

func (g *Group) POST(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }
