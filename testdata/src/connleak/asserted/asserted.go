// Package asserted has connections under other types than the one they were
// acquired with.
package asserted

import (
	"io"
	"net"
	"time"
)

func concreteOk(addr string) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	tc := c.(*net.TCPConn)
	tc.SetKeepAlivePeriod(time.Minute)
	return tc.Close()
}

func onlyIfConcreteBad(addr string) error {
	c, err := net.Dial("tcp", addr) // want `connection from net\.Dial is not closed`
	if err != nil {
		return err
	}
	if tc, ok := c.(*net.TCPConn); ok {
		tc.Close()
	}
	return nil
}

func tunedOk(addr string) (net.Conn, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	if tc, ok := c.(*net.TCPConn); ok {
		tc.SetNoDelay(true)
	}
	return c, nil
}

func switchedOk(addr string) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	switch c := c.(type) {
	case *net.TCPConn:
		return c.Close()
	case *net.UnixConn:
		return c.Close()
	default:
		return c.Close()
	}
}

func switchedBad(addr string) error {
	c, err := net.Dial("tcp", addr) // want `connection from net\.Dial is not closed`
	if err != nil {
		return err
	}
	switch c := c.(type) {
	case *net.TCPConn:
		return c.Close()
	case *net.UnixConn:
		return c.CloseWrite()
	}
	return nil
}

func asCloserOk(addr string) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	var rwc io.ReadWriteCloser = c
	defer rwc.Close()
	return nil
}

func closeQuietly[T io.Closer](c T) { _ = c.Close() }

func genericOk(addr string) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	defer closeQuietly(c)
	return nil
}

func methodValueOk(addr string) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	hangUp := c.Close
	defer hangUp()
	return nil
}

func methodExpressionOk(addr *net.TCPAddr) error {
	c, err := net.DialTCP("tcp", nil, addr)
	if err != nil {
		return err
	}
	return (*net.TCPConn).Close(c)
}

type wrapped struct{ rc net.Conn }

func (w wrapped) Close() error { return w.rc.Close() }

func copiedOk(addr string) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	w := wrapped{c}
	w2 := w
	return w2.Close()
}

func accessorOk(addr string) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	w := wrapped{c}
	return w.rc.Close()
}
