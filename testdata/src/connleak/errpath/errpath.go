// Package errpath has set-up steps that fail after the connection is there.
package errpath

import (
	"errors"
	"fmt"
	"net"
	"time"
)

func handshake(c net.Conn) error {
	_, err := c.Write([]byte("hello"))
	return err
}

// The second dial fails and takes the first connection with it.
func secondDialBad(a, b string) error {
	first, err := net.Dial("tcp", a) // want `connection from net\.Dial is not closed when err != nil`
	if err != nil {
		return err
	}
	second, err := net.Dial("tcp", b)
	if err != nil {
		return err
	}
	defer first.Close()
	defer second.Close()
	return nil
}

func secondDialOk(a, b string) error {
	first, err := net.Dial("tcp", a)
	if err != nil {
		return err
	}
	defer first.Close()
	second, err := net.Dial("tcp", b)
	if err != nil {
		return err
	}
	defer second.Close()
	return nil
}

func setupBad(addr string) (net.Conn, error) {
	c, err := net.Dial("tcp", addr) // want `connection from net\.Dial is not closed when err != nil`
	if err != nil {
		return nil, err
	}
	if err := c.SetDeadline(time.Now().Add(time.Second)); err != nil {
		return nil, err
	}
	if err := handshake(c); err != nil {
		c.Close()
		return nil, err
	}
	return c, nil
}

func setupOk(addr string) (net.Conn, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	if err := handshake(c); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
}

func versionBad(addr string, version int) (net.Conn, error) {
	c, err := net.Dial("tcp", addr) // want `connection from net\.Dial is not closed`
	if err != nil {
		return nil, err
	}
	switch version {
	case 1:
		_, err = c.Write([]byte("v1"))
	case 2:
		_, err = c.Write([]byte("v2"))
	default:
		return nil, fmt.Errorf("version %d", version)
	}
	if err != nil {
		c.Close()
		return nil, err
	}
	return c, nil
}

// The caller still gets the connection together with the error.
func bothReturnedOk(addr string) (net.Conn, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	return c, handshake(c)
}

func eitherOk(a, b string) (net.Conn, error) {
	c, err := net.Dial("tcp", a)
	if err != nil {
		c, err = net.Dial("tcp", b)
	}
	if err != nil {
		return nil, err
	}
	return c, nil
}

// Which of two dials it was does not matter: neither is closed on failure.
func branchesBad(local bool, addr string) error {
	var c net.Conn
	var err error
	if local {
		c, err = net.Dial("unix", addr) // want `connection from net\.Dial is not closed when err != nil`
	} else {
		c, err = net.Dial("tcp", addr) // want `connection from net\.Dial is not closed when err != nil`
	}
	if err != nil {
		return err
	}
	if err := handshake(c); err != nil {
		return err
	}
	defer c.Close()
	return nil
}
