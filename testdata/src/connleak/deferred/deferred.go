// Package deferred closes connections on the way out.
package deferred

import (
	"errors"
	"net"
)

func handshake(c net.Conn) error {
	_, err := c.Write([]byte("hello"))
	return err
}

func onErrorOk(addr string) (c net.Conn, err error) {
	c, err = net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			c.Close()
		}
	}()
	if err := handshake(c); err != nil {
		return c, err
	}
	return c, nil
}

// At the time of the deferred call the named result is nil again, so that there
// is nothing to close.
func resultClearedBad(addr string) (c net.Conn, err error) {
	c, err = net.Dial("tcp", addr) // want `connection from net\.Dial is (not closed|overwritten)`
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil && c != nil {
			c.Close()
		}
	}()
	if err := handshake(c); err != nil {
		return nil, err
	}
	return c, nil
}

func onErrorLocalOk(addr string) (_ net.Conn, err error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			c.Close()
		}
	}()
	if err := handshake(c); err != nil {
		return nil, err
	}
	return c, nil
}

func onErrorBad(addr string, dry bool) (_ net.Conn, err error) {
	c, err := net.Dial("tcp", addr) // want `connection from net\.Dial is not closed when dry`
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			c.Close()
		}
	}()
	if dry {
		return nil, nil
	}
	return c, handshake(c)
}

func successFlagOk(addr string) (net.Conn, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	ok := false
	defer func() {
		if !ok {
			c.Close()
		}
	}()
	if err := handshake(c); err != nil {
		return nil, err
	}
	ok = true
	return c, nil
}

func successFlagBad(addr string) (net.Conn, error) {
	c, err := net.Dial("tcp", addr) // want `connection from net\.Dial is not closed`
	if err != nil {
		return nil, err
	}
	ok := false
	defer func() {
		if !ok {
			c.Close()
		}
	}()
	ok = true
	if err := handshake(c); err != nil {
		return nil, err
	}
	return c, nil
}

// A second variable is set to nil once the connection is given away.
func disarmedOk(addr string) (net.Conn, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	pending := c
	defer func() {
		if pending != nil {
			pending.Close()
		}
	}()
	if err := handshake(c); err != nil {
		return nil, err
	}
	pending = nil
	return c, nil
}

func joinedOk(addr string) (err error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	return handshake(c)
}
