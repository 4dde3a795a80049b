package pulsar

import "context"

type Message interface{ Payload() []byte }

type Consumer interface {
	Receive(context.Context) (Message, error)
	Close()
}
