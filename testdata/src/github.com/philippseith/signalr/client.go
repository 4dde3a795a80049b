package signalr

import "context"

type InvokeResult struct {
	Value any
	Error error
}

type httpConnection struct{}

func NewHTTPConnection(ctx context.Context, address string, options ...func(*httpConnection) error) (Connection, error) {
	return nil, nil
}
