// Package nats stands in for the real one in fixtures.
package nats

type Option func(*Options) error

type Options struct{}

type Conn struct{}

func Connect(url string, options ...Option) (*Conn, error) { return &Conn{}, nil }

func (nc *Conn) Close()       {}
func (nc *Conn) Drain() error { return nil }
