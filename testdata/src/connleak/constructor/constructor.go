// Package constructor makes values that own a connection.
package constructor

import (
	"bufio"
	"errors"
	"net"
	"sync"
)

// A Client is closed by Close.
type Client struct {
	mu   sync.Mutex
	conn net.Conn
	in   *bufio.Reader
}

func (c *Client) hello() error {
	_, err := c.conn.Write([]byte("hello"))
	return err
}

// Close hangs up.
func (c *Client) Close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.conn == nil {
		return nil
	}
	err := c.conn.Close()
	c.conn = nil
	return err
}

func newClient(addr string) (*Client, error) {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	return &Client{conn: conn, in: bufio.NewReader(conn)}, nil
}

func mustClient(addr string) *Client {
	c, err := newClient(addr)
	if err != nil {
		panic(err)
	}
	return c
}

func usedOk(addr string) error {
	c, err := newClient(addr)
	if err != nil {
		return err
	}
	defer c.Close()
	return c.hello()
}

func usedBad(addr string) error {
	c, err := newClient(addr) // want `connection from .*newClient is never closed`
	if err != nil {
		return err
	}
	return c.hello()
}

func mustBad(addr string) error {
	c := mustClient(addr) // want `connection from .*mustClient is never closed`
	return c.hello()
}

func helloFailsBad(addr string) (*Client, error) {
	conn, err := net.Dial("tcp", addr) // want `connection from net\.Dial is not closed when err != nil`
	if err != nil {
		return nil, err
	}
	c := &Client{conn: conn}
	if err := c.hello(); err != nil {
		return nil, err
	}
	return c, nil
}

func helloFailsOk(addr string) (*Client, error) {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	c := &Client{conn: conn}
	if err := c.hello(); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
}

func helloFailsInnerClosedOk(addr string) (*Client, error) {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	c := &Client{conn: conn}
	if err := c.hello(); err != nil {
		conn.Close()
		return nil, err
	}
	return c, nil
}

// A second connection in the same value.
type pair struct{ a, b net.Conn }

func (p *pair) Close() error { return errors.Join(p.a.Close(), p.b.Close()) }

func newPairBad(x, y string) (*pair, error) {
	a, err := net.Dial("tcp", x) // want `connection from net\.Dial is not closed when err != nil`
	if err != nil {
		return nil, err
	}
	b, err := net.Dial("tcp", y)
	if err != nil {
		return nil, err
	}
	return &pair{a, b}, nil
}

func newPairOk(x, y string) (_ *pair, err error) {
	p := new(pair)
	if p.a, err = net.Dial("tcp", x); err != nil {
		return nil, err
	}
	if p.b, err = net.Dial("tcp", y); err != nil {
		p.a.Close()
		return nil, err
	}
	return p, nil
}

// Embedding makes Close a method of the outer type.
type framed struct {
	net.Conn
	size int
}

func newFramed(addr string) (*framed, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	return &framed{c, 512}, nil
}

func framedOk(addr string) error {
	f, err := newFramed(addr)
	if err != nil {
		return err
	}
	defer f.Close()
	return nil
}

func framedBad(addr string) (int, error) {
	f, err := newFramed(addr) // want `connection from .*newFramed is never closed`
	if err != nil {
		return 0, err
	}
	return f.size, nil
}

// As an interface the value is still the one that has to be closed.
type Doer interface {
	Do() error
	Close() error
}

func (f *framed) Do() error { return nil }

func newDoer(addr string) (Doer, error) {
	f, err := newFramed(addr)
	if err != nil {
		return nil, err
	}
	return f, nil
}

func doerBad(addr string) error {
	d, err := newDoer(addr) // want `connection from .*newDoer is never closed`
	if err != nil {
		return err
	}
	return d.Do()
}

func doerOk(addr string) error {
	d, err := newDoer(addr)
	if err != nil {
		return err
	}
	return errors.Join(d.Do(), d.Close())
}
