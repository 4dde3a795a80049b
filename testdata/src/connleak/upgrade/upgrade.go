// Package upgrade wraps connections after it has opened them.
package upgrade

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
)

func handshakeBad(ctx context.Context, addr string, cfg *tls.Config) (*tls.Conn, error) {
	raw, err := (&net.Dialer{}).DialContext(ctx, "tcp", addr) // want `connection from .*DialContext is not closed when err != nil`
	if err != nil {
		return nil, err
	}
	c := tls.Client(raw, cfg)
	if err := c.HandshakeContext(ctx); err != nil {
		return nil, fmt.Errorf("handshake: %w", err)
	}
	return c, nil
}

func handshakeOk(ctx context.Context, addr string, cfg *tls.Config) (*tls.Conn, error) {
	raw, err := (&net.Dialer{}).DialContext(ctx, "tcp", addr)
	if err != nil {
		return nil, err
	}
	c := tls.Client(raw, cfg)
	if err := c.HandshakeContext(ctx); err != nil {
		raw.Close()
		return nil, fmt.Errorf("handshake: %w", err)
	}
	return c, nil
}

func verifiedBad(addr string, cfg *tls.Config) (net.Conn, error) {
	c, err := tls.Dial("tcp", addr, cfg) // want `connection from tls.Dial is not closed when len\(.*\) == 0`
	if err != nil {
		return nil, err
	}
	if len(c.ConnectionState().PeerCertificates) == 0 {
		return nil, errors.New("no certificate")
	}
	return c, nil
}

func tunnelBad(addr string, req *http.Request) (net.Conn, error) {
	c, err := net.Dial("tcp", addr) // want `connection from net.Dial is not closed when resp.StatusCode != http.StatusOK`
	if err != nil {
		return nil, err
	}
	if err := req.Write(c); err != nil {
		c.Close()
		return nil, err
	}
	resp, err := http.ReadResponse(bufio.NewReader(c), req)
	if err != nil {
		c.Close()
		return nil, err
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	return c, nil
}

type buffered struct {
	net.Conn
	r *bufio.Reader
}

func (b *buffered) Read(p []byte) (int, error) { return b.r.Read(p) }

func peekedBad(l net.Listener) (net.Conn, error) {
	c, err := l.Accept() // want `connection from .*Accept is not closed when err != nil`
	if err != nil {
		return nil, err
	}
	b := &buffered{Conn: c, r: bufio.NewReader(c)}
	if _, err := b.r.Peek(1); err != nil {
		return nil, err
	}
	return b, nil
}

func peekedOk(l net.Listener) (net.Conn, error) {
	c, err := l.Accept()
	if err != nil {
		return nil, err
	}
	b := &buffered{Conn: c, r: bufio.NewReader(c)}
	if _, err := b.r.Peek(1); err != nil {
		b.Close()
		return nil, err
	}
	return b, nil
}

func localAddressBad() (net.IP, error) {
	c, err := net.Dial("udp", "192.0.2.1:9") // want `connection from net.Dial is not closed on the path that leaves at line`
	if err != nil {
		return nil, err
	}
	a, ok := c.LocalAddr().(*net.UDPAddr)
	if !ok {
		return nil, errors.New("no address")
	}
	c.Close()
	return a.IP, nil
}
