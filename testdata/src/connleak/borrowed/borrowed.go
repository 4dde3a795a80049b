// Package borrowed returns connections that stay with somebody else: the
// callers need not close them.
package borrowed

import (
	"net"
	"sync"
)

type client struct {
	mu   sync.Mutex
	addr string
	conn net.Conn
	all  []net.Conn
	byID map[string]net.Conn
}

func (c *client) Close() error { return c.conn.Close() }

// get dials when it is asked for the first time.
func (c *client) get() (net.Conn, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.conn == nil {
		conn, err := net.Dial("tcp", c.addr)
		if err != nil {
			return nil, err
		}
		c.conn = conn
	}
	return c.conn, nil
}

func lazyOk(c *client) error {
	conn, err := c.get()
	if err != nil {
		return err
	}
	_, err = conn.Write([]byte("x"))
	return err
}

// open dials, keeps, and returns what it has in hand.
func (c *client) open() (net.Conn, error) {
	conn, err := net.Dial("tcp", c.addr)
	if err != nil {
		return nil, err
	}
	c.conn = conn
	return conn, nil
}

func keptOk(c *client) error {
	conn, err := c.open()
	if err != nil {
		return err
	}
	_, err = conn.Write([]byte("x"))
	return err
}

func (c *client) another() (net.Conn, error) {
	conn, err := net.Dial("tcp", c.addr)
	if err != nil {
		return nil, err
	}
	c.all = append(c.all, conn)
	return conn, nil
}

func appendedOk(c *client) error {
	conn, err := c.another()
	if err != nil {
		return err
	}
	_, err = conn.Write([]byte("x"))
	return err
}

func (c *client) named(id string) (net.Conn, error) {
	if conn, ok := c.byID[id]; ok {
		return conn, nil
	}
	conn, err := net.Dial("tcp", c.addr)
	if err != nil {
		return nil, err
	}
	c.byID[id] = conn
	return conn, nil
}

func mappedOk(c *client) error {
	conn, err := c.named("x")
	if err != nil {
		return err
	}
	_, err = conn.Write([]byte("x"))
	return err
}

var (
	once     sync.Once
	instance *client
	failed   error
)

// shared makes the one client of the process.
func shared(addr string) (*client, error) {
	once.Do(func() {
		var conn net.Conn
		if conn, failed = net.Dial("tcp", addr); failed == nil {
			instance = &client{conn: conn}
		}
	})
	return instance, failed
}

func sharedOk(addr string) error {
	c, err := shared(addr)
	if err != nil {
		return err
	}
	_, err = c.get()
	return err
}

// either returns what it was given, if it was given anything.
func either(c net.Conn, addr string) (net.Conn, error) {
	if c != nil {
		return c, nil
	}
	return net.Dial("tcp", addr)
}

func eitherOk(c net.Conn) error {
	conn, err := either(c, "localhost:1")
	if err != nil {
		return err
	}
	_, err = conn.Write([]byte("x"))
	return err
}

// pool lends one of its connections, or a new one that it counts as its own.
type pool struct {
	idle chan net.Conn
	addr string
}

func (p *pool) get() (net.Conn, error) {
	select {
	case c := <-p.idle:
		return c, nil
	default:
		return net.Dial("tcp", p.addr)
	}
}

func (p *pool) put(c net.Conn) {
	select {
	case p.idle <- c:
	default:
		c.Close()
	}
}

func pooledOk(p *pool) error {
	c, err := p.get()
	if err != nil {
		return err
	}
	defer p.put(c)
	_, err = c.Write([]byte("x"))
	return err
}

// Given back only when all went well; on errors it is neither put nor closed.
func FN_pooled(p *pool) error {
	c, err := p.get()
	if err != nil {
		return err
	}
	if _, err := c.Write([]byte("x")); err != nil {
		return err
	}
	p.put(c)
	return nil
}
