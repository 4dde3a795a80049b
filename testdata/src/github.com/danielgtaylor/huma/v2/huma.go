// Package huma stands in for the real one in fixtures.
package huma

import "context"

type API interface{}

type Operation struct{ Method, Path string }

func Register[I, O any](api API, op Operation, handler func(context.Context, *I) (*O, error)) {}
