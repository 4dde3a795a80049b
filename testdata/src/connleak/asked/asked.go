// Package asked closes a connection unless that is closed already.
package asked

import (
	"errors"
	"net"
)

type session struct {
	conn net.Conn
	done bool
}

func dial(addr string) (*session, error) {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	return &session{conn: conn}, nil
}

func (s *session) Closed() bool { return s.done }

func (s *session) Close() error {
	s.done = true
	return s.conn.Close()
}

func (s *session) greet() error {
	_, err := s.conn.Write([]byte("hello"))
	return err
}

func greetedOk(addr string) (*session, error) {
	s, err := dial(addr)
	if err != nil {
		return nil, err
	}
	if err := s.greet(); err != nil {
		if !s.Closed() {
			s.Close()
		}
		return nil, err
	}
	return s, nil
}

func otherSideBad(addr string) (*session, error) {
	s, err := dial(addr) // want `connection from dial is never closed`
	if err != nil {
		return nil, err
	}
	if !s.Closed() {
		return nil, errors.New("it was to be closed")
	}
	return s, nil
}
