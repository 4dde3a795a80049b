// Package http stands in for the real one in fixtures.
package http

import "net/http"

type Context interface{ Request() *http.Request }

type HandlerFunc func(Context) error

type FilterFunc func(http.Handler) http.Handler

type Router struct{}

func (r *Router) GET(path string, h HandlerFunc, m ...FilterFunc) {}
