// Package owning has a client that owns its connection. Its users stand in
// another package.
package owning

import (
	"fmt"
	"net"
)

// A Client is closed by Close.
type Client struct{ conn net.Conn }

// Dial makes a Client.
func Dial(addr string) (*Client, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("dial %s: %w", addr, err)
	}
	return &Client{c}, nil
}

// New makes a Client of a connection, which it takes over.
func New(c net.Conn) *Client { return &Client{c} }

// Ping sends a byte.
func (c *Client) Ping() error {
	_, err := c.conn.Write([]byte{0})
	return err
}

// Close hangs up.
func (c *Client) Close() error { return c.conn.Close() }

// Hello says hello, and closes the connection if it cannot.
func Hello(c net.Conn) error {
	if _, err := c.Write([]byte("hello")); err != nil {
		c.Close()
		return err
	}
	return nil
}

// Greet says hello and leaves the connection alone.
func Greet(c net.Conn) error {
	_, err := c.Write([]byte("hello"))
	return err
}

// Pipe closes both ends when one of them is done.
func Pipe(a, b net.Conn) {
	defer a.Close()
	defer b.Close()
	buf := make([]byte, 1)
	for {
		if _, err := a.Read(buf); err != nil {
			return
		}
	}
}
