// Package signalr stands in for the real one in fixtures. Its declarations were
// compared with those of github.com/philippseith/signalr at commit f2830bda985f,
// which the module proxy does not serve.
package signalr

import "context"

type Party interface{ Context() context.Context }

type Connection interface{ Context() context.Context }

type Client interface {
	Party
	Start()
	Stop()
	ObserveStateChanged(chan ClientState) context.CancelFunc
	Invoke(method string, arguments ...any) <-chan InvokeResult
	Send(method string, arguments ...any) <-chan error
}

func NewClient(ctx context.Context, options ...func(Party) error) (Client, error) { return nil, nil }

func WithReceiver(receiver any) func(Party) error { return nil }

func WithConnector(connectionFactory func() (Connection, error)) func(Party) error { return nil }

func WithConnection(connection Connection) func(Party) error { return nil }
