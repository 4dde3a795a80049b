// Package redis stands in for the real one in fixtures.
package redis

import "net"

type Conn interface {
	Close() error
	Err() error
	Do(commandName string, args ...interface{}) (reply interface{}, err error)
}

type conn struct{ net.Conn }

func (c *conn) Err() error { return nil }

func (c *conn) Do(commandName string, args ...interface{}) (interface{}, error) { return nil, nil }

type Pool struct {
	Dial    func() (Conn, error)
	MaxIdle int
}

func (p *Pool) Get() Conn {
	c, err := p.Dial()
	if err != nil {
		return nil
	}
	return c
}

func (p *Pool) Close() error { return nil }

func Dial(network, address string) (Conn, error) {
	c, err := net.Dial(network, address)
	if err != nil {
		return nil, err
	}
	return &conn{c}, nil
}
