// Package handoff gives connections to somebody else.
package handoff

import (
	"errors"
	"net"
)

func handshake(c net.Conn) error {
	_, err := c.Write([]byte("hello"))
	return err
}

func dial(addr string) (net.Conn, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	return c, nil
}

func callerBad(addr string) error {
	c, err := dial(addr) // want `connection from .*dial is never closed`
	if err != nil {
		return err
	}
	return handshake(c)
}

func callerOk(addr string) error {
	c, err := dial(addr)
	if err != nil {
		return err
	}
	return errors.Join(handshake(c), c.Close())
}

var shared net.Conn

func packageVarOk(addr string) (err error) {
	shared, err = net.Dial("tcp", addr)
	return err
}

type pool struct {
	idle []net.Conn
	max  int
}

// put keeps the connection or closes it.
func (p *pool) put(c net.Conn) {
	if len(p.idle) >= p.max {
		c.Close()
		return
	}
	p.idle = append(p.idle, c)
}

// offer keeps the connection if there is room, and says so.
func (p *pool) offer(c net.Conn) bool {
	if len(p.idle) >= p.max {
		return false
	}
	p.idle = append(p.idle, c)
	return true
}

func putOk(p *pool, addr string) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	p.put(c)
	return nil
}

func offeredOk(p *pool, addr string) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	if !p.offer(c) {
		c.Close()
	}
	return nil
}

// What offer does not take is lost.
func offeredBad(p *pool, addr string) error {
	c, err := net.Dial("tcp", addr) // want `connection from net\.Dial is not closed`
	if err != nil {
		return err
	}
	p.offer(c)
	return nil
}

func putUnlessErrorBad(p *pool, addr string) error {
	c, err := net.Dial("tcp", addr) // want `connection from net\.Dial is not closed when err != nil`
	if err != nil {
		return err
	}
	if err := handshake(c); err != nil {
		return err
	}
	p.put(c)
	return nil
}

// Closed by the callback's caller.
func with(addr string, f func(net.Conn) error) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	defer c.Close()
	return f(c)
}

func callbackOk(addr string) error { return with(addr, handshake) }

// give hands the connection to the callback, which is to close it.
func give(addr string, f func(net.Conn)) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	f(c)
	return nil
}

func givenOk(addr string) error {
	return give(addr, func(c net.Conn) { c.Close() })
}

// A parameter is the caller's affair.
func parameterOk(c net.Conn) error { return handshake(c) }
