// Package ssh stands in for the real one in fixtures.
package ssh

import "net"

type ClientConfig struct{ User string }

type NewChannel interface {
	Reject(reason int, message string) error
}

type Request struct{ Type string }

type Conn interface {
	User() string
	Close() error
	Wait() error
}

type connection struct{ net.Conn }

func (c *connection) User() string { return "" }
func (c *connection) Wait() error  { return nil }

type Client struct{ Conn }

func (c *Client) NewSession() (*Session, error) { return &Session{c: c}, nil }

func (c *Client) Dial(n, addr string) (net.Conn, error) { return net.Dial(n, addr) }

type Session struct{ c *Client }

func (s *Session) Close() error { return nil }

func (s *Session) Run(cmd string) error { return nil }

func NewClientConn(c net.Conn, addr string, config *ClientConfig) (Conn, <-chan NewChannel, <-chan *Request, error) {
	if _, err := c.Write([]byte(config.User)); err != nil {
		c.Close()
		return nil, nil, nil, err
	}
	return &connection{c}, nil, nil, nil
}

func NewClient(c Conn, chans <-chan NewChannel, reqs <-chan *Request) *Client {
	return &Client{Conn: c}
}

func Dial(network, addr string, config *ClientConfig) (*Client, error) {
	conn, err := net.Dial(network, addr)
	if err != nil {
		return nil, err
	}
	c, chans, reqs, err := NewClientConn(conn, addr, config)
	if err != nil {
		return nil, err
	}
	return NewClient(c, chans, reqs), nil
}
