// Package lambda stands in for the real one in fixtures.
package lambda

import "context"

type Handler interface {
	Invoke(ctx context.Context, payload []byte) ([]byte, error)
}

type HandlerFunc interface {
	~func(context.Context) error | ~func() error
}

func Start(handler any) {}

func StartWithContext(ctx context.Context, handler any) {}

func StartHandler(handler Handler) {}

func StartHandlerFunc[H HandlerFunc](handler H) {}
