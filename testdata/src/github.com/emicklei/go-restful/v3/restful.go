// Package restful stands in for the real one in fixtures.
package restful

type Request struct{}

type Response struct{}

type RouteFunction func(*Request, *Response)

type RouteBuilder struct{}

func (b *RouteBuilder) To(function RouteFunction) *RouteBuilder { return b }
