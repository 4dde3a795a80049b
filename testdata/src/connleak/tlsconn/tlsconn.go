// Package tlsconn wraps connections in TLS: closing the outer closes the inner.
package tlsconn

import (
	"bufio"
	"context"
	"crypto/tls"
	"net"
	"net/textproto"
)

func wrappedOk(addr string, cfg *tls.Config) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	tc := tls.Client(c, cfg)
	defer tc.Close()
	return tc.Handshake()
}

func innerClosedOk(addr string, cfg *tls.Config) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	defer c.Close()
	return tls.Client(c, cfg).Handshake()
}

func handshakeFailsBad(addr string, cfg *tls.Config) (net.Conn, error) {
	c, err := net.Dial("tcp", addr) // want `connection from net\.Dial is not closed when err != nil`
	if err != nil {
		return nil, err
	}
	tc := tls.Client(c, cfg)
	if err := tc.Handshake(); err != nil {
		return nil, err
	}
	return tc, nil
}

func handshakeFailsOk(ctx context.Context, addr string, cfg *tls.Config) (net.Conn, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	tc := tls.Client(c, cfg)
	if err := tc.HandshakeContext(ctx); err != nil {
		tc.Close()
		return nil, err
	}
	return tc, nil
}

func reassignedOk(addr string, cfg *tls.Config) error {
	var c net.Conn
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	if cfg != nil {
		c = tls.Client(c, cfg)
	}
	defer c.Close()
	_, err = c.Write([]byte("x"))
	return err
}

func dialBad(addr string, cfg *tls.Config) (string, error) {
	c, err := tls.Dial("tcp", addr, cfg) // want `connection from tls\.Dial is never closed`
	if err != nil {
		return "", err
	}
	return c.ConnectionState().ServerName, nil
}

func dialOk(addr string, cfg *tls.Config) (string, error) {
	c, err := tls.Dial("tcp", addr, cfg)
	if err != nil {
		return "", err
	}
	defer c.Close()
	return c.ConnectionState().ServerName, nil
}

// A buffered reader does not own what it reads from.
func bufferedBad(addr string) (string, error) {
	c, err := net.Dial("tcp", addr) // want `connection from net\.Dial is never closed`
	if err != nil {
		return "", err
	}
	return bufio.NewReader(c).ReadString('\n')
}

// The reader is kept, and nobody can close what is below it.
func bufferedReturnedBad(addr string) (*bufio.Reader, error) {
	c, err := net.Dial("tcp", addr) // want `connection from net\.Dial is never closed`
	if err != nil {
		return nil, err
	}
	return bufio.NewReader(c), nil
}

// textproto.Conn closes the connection it was made of.
func textprotoOk(addr string) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	tp := textproto.NewConn(c)
	defer tp.Close()
	_, err = tp.Cmd("NOOP")
	return err
}

func listenerOk(addr string, cfg *tls.Config) (net.Conn, error) {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, err
	}
	tl := tls.NewListener(l, cfg)
	defer tl.Close()
	return tl.Accept()
}

// The server side of a connection that came in as an argument.
func serverOk(c net.Conn, cfg *tls.Config) error {
	return tls.Server(c, cfg).Handshake()
}
