package env

import (
	"net"
	"time"
)

// Dial is the dialer behind the generated module's package net.
func Dial() (net.Conn, error) {
	if w.choose(2) == 1 {
		return nil, errDial
	}
	return &conn{stream: stream{resource: w.open(), text: "line\n"}}, nil
}

type conn struct {
	stream
}

func (c *conn) Write(p []byte) (int, error) {
	if w.knobs.ReadErr && w.choose(2) == 1 {
		return 0, errRead
	}
	return len(p), nil
}

func (c *conn) LocalAddr() net.Addr              { return addr{} }
func (c *conn) RemoteAddr() net.Addr             { return addr{} }
func (c *conn) SetDeadline(time.Time) error      { return nil }
func (c *conn) SetReadDeadline(time.Time) error  { return nil }
func (c *conn) SetWriteDeadline(time.Time) error { return nil }

type addr struct{}

func (addr) Network() string { return "fake" }
func (addr) String() string  { return "fake" }
