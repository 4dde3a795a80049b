// Package mqtt stands in for the real one in fixtures.
package mqtt

type Token interface{ Wait() bool }

type Client interface {
	Connect() Token
	Disconnect(quiesce uint)
	Subscribe(topic string, qos byte, callback MessageHandler) Token
}

type ClientOptions struct{}

func NewClientOptions() *ClientOptions { return &ClientOptions{} }

func (o *ClientOptions) SetDefaultPublishHandler(defaultHandler MessageHandler) *ClientOptions {
	return o
}

func NewClient(o *ClientOptions) Client { return nil }
