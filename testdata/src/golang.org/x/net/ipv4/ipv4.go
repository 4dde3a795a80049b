// Package ipv4 stands in for the real one in fixtures.
package ipv4

import "net"

type Conn struct{ net.Conn }

func NewConn(c net.Conn) *Conn { return &Conn{c} }

func (c *Conn) SetTOS(tos int) error { return nil }

type PacketConn struct{ c net.PacketConn }

func NewPacketConn(c net.PacketConn) *PacketConn { return &PacketConn{c} }

func (c *PacketConn) SetTTL(ttl int) error { return nil }

func (c *PacketConn) Close() error { return c.c.Close() }
