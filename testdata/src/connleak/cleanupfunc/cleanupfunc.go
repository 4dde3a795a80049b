// Package cleanupfunc returns what it opens together with a function that
// releases it.
package cleanupfunc

import (
	"context"
	"net"
	"time"
)

type client struct{ conn net.Conn }

type service struct {
	timeout time.Duration
	auth    func(context.Context) error
	dial    func(addr string) (*client, func(), error)
}

func (s *service) open(addr string) (net.Conn, error) { return net.Dial("tcp", addr) }

func newServiceBad(s *service) *service {
	s.dial = func(addr string) (*client, func(), error) {
		conn, err := s.open(addr) // want `connection from .*open is not closed when err != nil`
		if err != nil {
			return nil, nil, err
		}
		ctx := context.Background()
		cancel := func() {}
		if s.timeout > 0 {
			ctx, cancel = context.WithTimeout(ctx, s.timeout)
		}
		err = s.auth(ctx)
		cancel()
		if err != nil {
			return nil, nil, err
		}
		cancel = func() { conn.Close() }
		return &client{conn}, cancel, nil
	}
	return s
}

func newServiceOk(s *service) *service {
	s.dial = func(addr string) (*client, func(), error) {
		conn, err := s.open(addr)
		if err != nil {
			return nil, nil, err
		}
		cancel := func() { conn.Close() }
		if err := s.auth(context.Background()); err != nil {
			cancel()
			return nil, nil, err
		}
		return &client{conn}, cancel, nil
	}
	return s
}

func withCleanupBad(addr string, check func(net.Conn) bool) (net.Conn, func() error, error) {
	conn, err := net.Dial("tcp", addr) // want `connection from net.Dial is not closed`
	if err != nil {
		return nil, nil, err
	}
	cleanup := func() error { return conn.Close() }
	if _, err := conn.Write(nil); err != nil {
		return nil, nil, err
	}
	return conn, cleanup, nil
}

func withCleanupOk(addr string) (net.Conn, func() error, error) {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, nil, err
	}
	cleanup := func() error { return conn.Close() }
	if _, err := conn.Write(nil); err != nil {
		cleanup()
		return nil, nil, err
	}
	return conn, cleanup, nil
}

// The connection went along with its release, and the caller drops that.
func FN_use(addr string) error {
	conn, _, err := withCleanupOk(addr)
	if err != nil {
		return err
	}
	_, err = conn.Write(nil)
	return err
}

func useOk(addr string) error {
	conn, cleanup, err := withCleanupOk(addr)
	if err != nil {
		return err
	}
	defer cleanup()
	_, err = conn.Write(nil)
	return err
}
