// Package jetstream stands in for the real one in fixtures.
package jetstream

type Msg interface{ Data() []byte }

type MessageHandler func(msg Msg)

type ConsumeContext interface{ Stop() }

type MessagesContext interface {
	Next() (Msg, error)
	Stop()
}

type Consumer interface {
	Consume(handler MessageHandler) (ConsumeContext, error)
	Messages() (MessagesContext, error)
}
