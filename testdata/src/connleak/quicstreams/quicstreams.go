// Package quicstreams has streams of a connection that somebody else closes,
// and the streams with it.
package quicstreams

import (
	"context"

	"github.com/quic-go/quic-go"
)

// A control stream stays open as long as its connection.
func controlOk(c *quic.Conn, settings []byte) error {
	s, err := c.OpenUniStream()
	if err != nil {
		return err
	}
	_, err = s.Write(settings)
	return err
}

type session struct{ conn *quic.Conn }

func (s *session) openControl(settings []byte) (*quic.SendStream, error) {
	str, err := s.conn.OpenUniStream()
	if err != nil {
		return nil, err
	}
	if _, err := str.Write(settings); err != nil {
		return nil, err
	}
	return str, nil
}

func (s *session) startOk(settings []byte) {
	go func() {
		if _, err := s.openControl(settings); err != nil {
			s.conn.CloseWithError(1, err.Error())
		}
	}()
}

func requestOk(ctx context.Context, c *quic.Conn, b []byte) error {
	s, err := c.OpenStreamSync(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	_, err = s.Write(b)
	return err
}

// The connection is closed in the same function.
func closedWithConnOk(ctx context.Context, c *quic.Conn, b []byte) error {
	defer c.CloseWithError(0, "")
	s, err := c.OpenStreamSync(ctx)
	if err != nil {
		return err
	}
	_, err = s.Write(b)
	return err
}
