// Package reconnect replaces a connection in a field by a new one.
package reconnect

import (
	"net"
	"sync"
)

type client struct {
	addr string
	mu   sync.Mutex
	conn net.Conn
}

func (c *client) Close() error {
	if c.conn == nil {
		return nil
	}
	return c.conn.Close()
}

// Whether there is an old one, nothing here shows.
func (c *client) connectOk() error {
	conn, err := net.Dial("tcp", c.addr)
	if err != nil {
		return err
	}
	c.conn = conn
	return nil
}

// The old connection has failed, but it is still open.
func (c *client) sendBad(msg []byte) error {
	if _, err := c.conn.Write(msg); err == nil {
		return nil
	}
	conn, err := net.Dial("tcp", c.addr)
	if err != nil {
		return err
	}
	c.conn = conn // want `overwritten`
	_, err = c.conn.Write(msg)
	return err
}

func (c *client) sendOk(msg []byte) error {
	if _, err := c.conn.Write(msg); err == nil {
		return nil
	}
	c.conn.Close()
	conn, err := net.Dial("tcp", c.addr)
	if err != nil {
		return err
	}
	c.conn = conn
	_, err = c.conn.Write(msg)
	return err
}

func (c *client) reconnectOk() error {
	if c.conn != nil {
		c.conn.Close()
	}
	conn, err := net.Dial("tcp", c.addr)
	if err != nil {
		return err
	}
	c.conn = conn
	return nil
}

func (c *client) reconnectViaCloseOk() error {
	c.Close()
	conn, err := net.Dial("tcp", c.addr)
	if err != nil {
		return err
	}
	c.conn = conn
	return nil
}

func (c *client) closedAfterDialOk() error {
	conn, err := net.Dial("tcp", c.addr)
	if err != nil {
		return err
	}
	old := c.conn
	c.conn = conn
	if old != nil {
		return old.Close()
	}
	return nil
}

// Only where there was none.
func (c *client) lazyOk() (net.Conn, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.conn != nil {
		return c.conn, nil
	}
	conn, err := net.Dial("tcp", c.addr)
	if err != nil {
		return nil, err
	}
	c.conn = conn
	return conn, nil
}

func (c *client) lazyGuardedOk() (err error) {
	if c.conn == nil {
		c.conn, err = net.Dial("tcp", c.addr)
	}
	return err
}

// Setting the field to nil loses what was in it.
func (c *client) resetBad() error {
	if _, err := c.conn.Write(nil); err != nil {
		c.conn = nil // want `overwritten`
		return err
	}
	return nil
}

func (c *client) resetOk() error {
	if _, err := c.conn.Write(nil); err != nil {
		c.conn.Close()
		c.conn = nil
		return err
	}
	return nil
}

// A value that was just made has nothing in the field yet.
func dialOk(addr string) (*client, error) {
	c := &client{addr: addr}
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	c.conn = conn
	return c, nil
}

func (c *client) loopBad() {
	for {
		conn, err := net.Dial("tcp", c.addr)
		if err != nil {
			return
		}
		c.conn = conn // want `overwritten`
		buf := make([]byte, 1)
		for {
			if _, err := c.conn.Read(buf); err != nil {
				break
			}
		}
	}
}

func (c *client) loopOk() {
	for {
		conn, err := net.Dial("tcp", c.addr)
		if err != nil {
			return
		}
		c.swap(conn)
		buf := make([]byte, 1)
		for {
			if _, err := c.conn.Read(buf); err != nil {
				break
			}
		}
	}
}

// swap closes the old one.
func (c *client) swap(conn net.Conn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.conn != nil {
		c.conn.Close()
	}
	c.conn = conn
}
