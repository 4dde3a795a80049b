// Package basic dials and closes, or forgets to.
package basic

import (
	"context"
	"errors"
	"io"
	"net"
	"net/rpc"
	"net/smtp"
	"net/textproto"
	"time"
)

func neverClosedBad(addr string) error {
	c, err := net.Dial("tcp", addr) // want `connection from net\.Dial is never closed`
	if err != nil {
		return err
	}
	_, err = c.Write([]byte("hello"))
	return err
}

func deferredOk(addr string) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	defer c.Close()
	_, err = c.Write([]byte("hello"))
	return err
}

func writeFailsBad(addr string) error {
	c, err := net.DialTimeout("tcp", addr, time.Second) // want `connection from net\.DialTimeout is not closed when err != nil`
	if err != nil {
		return err
	}
	if _, err := c.Write([]byte("hello")); err != nil {
		return err
	}
	return c.Close()
}

// Is the port open? Nobody hangs up.
func probeBad(addr string) bool {
	_, err := net.DialTimeout("tcp", addr, time.Second) // want `connection from net\.DialTimeout is discarded`
	return err == nil
}

func probeOk(addr string) bool {
	c, err := net.DialTimeout("tcp", addr, time.Second)
	if err != nil {
		return false
	}
	c.Close()
	return true
}

func probeNotNilOk(addr string) bool {
	c, _ := net.DialTimeout("tcp", addr, time.Second)
	if c == nil {
		return false
	}
	defer c.Close()
	return true
}

func dialerBad(ctx context.Context, addr string) (net.Addr, error) {
	var d net.Dialer
	c, err := d.DialContext(ctx, "tcp", addr) // want `connection from .*DialContext is never closed`
	if err != nil {
		return nil, err
	}
	return c.LocalAddr(), nil
}

func tcpOk(addr *net.TCPAddr) error {
	c, err := net.DialTCP("tcp", nil, addr)
	if err != nil {
		return err
	}
	c.SetNoDelay(true)
	return c.Close()
}

// Half of the connection stays open.
func closeWriteBad(addr *net.TCPAddr) ([]byte, error) {
	c, err := net.DialTCP("tcp", nil, addr) // want `connection from net\.DialTCP is never closed`
	if err != nil {
		return nil, err
	}
	c.CloseWrite()
	return io.ReadAll(c)
}

func rpcBad(addr string) error {
	c, err := rpc.Dial("tcp", addr) // want `from rpc\.Dial is never closed`
	if err != nil {
		return err
	}
	return c.Call("S.M", 1, nil)
}

func rpcOk(addr string) error {
	c, err := rpc.Dial("tcp", addr)
	if err != nil {
		return err
	}
	defer c.Close()
	return c.Call("S.M", 1, nil)
}

func smtpBad(addr string) error {
	c, err := smtp.Dial(addr) // want `from smtp\.Dial is not closed when err != nil`
	if err != nil {
		return err
	}
	if err := c.Hello("here"); err != nil {
		return err
	}
	return c.Quit()
}

func smtpOk(addr string) error {
	c, err := smtp.Dial(addr)
	if err != nil {
		return err
	}
	defer c.Close()
	if err := c.Hello("here"); err != nil {
		return err
	}
	return c.Quit()
}

func textprotoOk(addr string) error {
	c, err := textproto.Dial("tcp", addr)
	if err != nil {
		return err
	}
	defer c.Close()
	_, err = c.Cmd("NOOP")
	return err
}

func pipeOk() error {
	a, b := net.Pipe()
	defer a.Close()
	defer b.Close()
	return errors.Join(a.SetDeadline(time.Now()), b.SetDeadline(time.Now()))
}

// A ticker holds no connection.
func tickerOk(ctx context.Context, f func()) {
	t := time.NewTicker(time.Second)
	for {
		select {
		case <-t.C:
			f()
		case <-ctx.Done():
			return
		}
	}
}
