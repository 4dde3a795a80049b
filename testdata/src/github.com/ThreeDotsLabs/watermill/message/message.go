// Package message stands in for the real one in fixtures.
package message

type Message struct{ Payload []byte }

type HandlerFunc func(msg *Message) ([]*Message, error)

type NoPublishHandlerFunc func(msg *Message) error
