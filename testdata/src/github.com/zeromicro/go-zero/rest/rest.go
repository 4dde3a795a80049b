// Package rest stands in for the real one in fixtures.
package rest

import "net/http"

type Route struct {
	Method, Path string
	Handler      http.HandlerFunc
}

type RouteOption func()

type Server struct{}

func (s *Server) AddRoute(r Route, opts ...RouteOption) {}
