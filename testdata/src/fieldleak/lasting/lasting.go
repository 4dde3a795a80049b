// Command lasting keeps its connections until it ends.
package main

import "net"

type app struct{ conn net.Conn }

func newAppOk(addr string) (*app, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	return &app{conn: c}, nil
}

// session is made by whoever serves one.
type session struct{ conn net.Conn }

func (s *session) dialBad(addr string) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	s.conn = c // want `never closed`
	return nil
}

func (s *session) serve() error {
	next := &session{}
	return next.dialBad("localhost:2")
}

func main() {
	a, err := newAppOk("localhost:1")
	if err != nil {
		panic(err)
	}
	a.conn.Write(nil)
	new(session).serve()
}
