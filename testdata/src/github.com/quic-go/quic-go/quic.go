// Package quic stands in for the real one in fixtures.
package quic

import (
	"context"
	"net"
	"time"
)

type (
	ApplicationErrorCode uint64
	StreamErrorCode      uint64
)

type Conn struct{ pc net.PacketConn }

func (c *Conn) CloseWithError(code ApplicationErrorCode, desc string) error { return c.pc.Close() }

func (c *Conn) OpenStreamSync(ctx context.Context) (*Stream, error) {
	return &Stream{conn: c}, ctx.Err()
}

func (c *Conn) OpenUniStream() (*SendStream, error) { return &SendStream{conn: c}, nil }

func (c *Conn) AcceptStream(ctx context.Context) (*Stream, error) {
	return &Stream{conn: c}, ctx.Err()
}

type Stream struct{ conn *Conn }

func (s *Stream) Read(p []byte) (int, error)       { return 0, nil }
func (s *Stream) Write(p []byte) (int, error)      { return len(p), nil }
func (s *Stream) Close() error                     { return nil }
func (s *Stream) CancelRead(code StreamErrorCode)  {}
func (s *Stream) CancelWrite(code StreamErrorCode) {}
func (s *Stream) SetDeadline(t time.Time) error    { return nil }

type SendStream struct{ conn *Conn }

func (s *SendStream) Write(p []byte) (int, error) { return len(p), nil }
func (s *SendStream) Close() error                { return nil }
