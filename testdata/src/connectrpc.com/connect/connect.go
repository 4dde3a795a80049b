// Package connect stands in for the real one in fixtures.
package connect

import "context"

type AnyRequest interface{ Any() any }

type AnyResponse interface{ Any() any }

type Request[T any] struct{ Msg *T }

type Response[T any] struct{ Msg *T }

func NewResponse[T any](message *T) *Response[T] { return &Response[T]{Msg: message} }

type ServerStream[Res any] struct{}

type ClientStream[Req any] struct{}

type BidiStream[Req, Res any] struct{}

type UnaryFunc func(context.Context, AnyRequest) (AnyResponse, error)

type Handler struct{}

type HandlerOption interface{ apply() }

func NewUnaryHandler[Req, Res any](procedure string, unary func(context.Context, *Request[Req]) (*Response[Res], error), options ...HandlerOption) *Handler {
	return nil
}

func NewUnaryHandlerSimple[Req, Res any](procedure string, unary func(context.Context, *Req) (*Res, error), options ...HandlerOption) *Handler {
	return nil
}

func NewServerStreamHandler[Req, Res any](procedure string, implementation func(context.Context, *Request[Req], *ServerStream[Res]) error, options ...HandlerOption) *Handler {
	return nil
}
