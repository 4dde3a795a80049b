// Package nsq stands in for the real one in fixtures.
package nsq

type Message struct{ Body []byte }

type Handler interface {
	HandleMessage(message *Message) error
}

type HandlerFunc func(message *Message) error

func (h HandlerFunc) HandleMessage(m *Message) error { return h(m) }

type Consumer struct{}

func (r *Consumer) AddHandler(handler Handler) {}
