package signalr

import "context"

type InvokeResult struct {
	Value any
	Error error
}

type clientSender interface {
	Invoke(method string, arguments ...any) <-chan InvokeResult
	Send(method string, arguments ...any) <-chan error
}

func NewHTTPConnection(ctx context.Context, address string, options ...func(*httpConnection) error) (Connection, error) {
	return nil, nil
}

type httpConnection struct{ headers func() map[string][]string }
