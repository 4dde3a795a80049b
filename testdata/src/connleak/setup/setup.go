// Package setup opens several things in its constructors, any of which may fail.
package setup

import (
	"errors"
	"net"
	"os"
)

type server struct {
	tcp  net.Listener
	udp  net.PacketConn
	pid  *os.File
	name string
}

func (s *server) Close() error { return errors.Join(s.tcp.Close(), s.udp.Close()) }

func newServerBad(addr string) (*server, error) {
	s := &server{name: addr}
	var err error
	s.tcp, err = net.Listen("tcp", addr) // want `listener from net.Listen is not closed when err != nil`
	if err != nil {
		return nil, err
	}
	s.udp, err = net.ListenPacket("udp", addr)
	if err != nil {
		return nil, err
	}
	return s, nil
}

func newServerOk(addr string) (s *server, err error) {
	s = &server{name: addr}
	defer func() {
		if err != nil {
			s.cleanup()
		}
	}()
	if s.tcp, err = net.Listen("tcp", addr); err != nil {
		return nil, err
	}
	if s.udp, err = net.ListenPacket("udp", addr); err != nil {
		return nil, err
	}
	return s, nil
}

func (s *server) cleanup() {
	if s.tcp != nil {
		s.tcp.Close()
	}
	if s.udp != nil {
		s.udp.Close()
	}
}

// A step that stores the listener in its receiver has handed it over.
func FN_newServerSteps(addr string) (*server, error) {
	s := &server{}
	if err := s.listen(addr); err != nil {
		return nil, err
	}
	if err := s.writePID(); err != nil {
		return nil, err
	}
	return s, nil
}

func (s *server) listen(addr string) (err error) {
	s.tcp, err = net.Listen("tcp", addr)
	return err
}

func (s *server) writePID() error { return os.WriteFile("pid", nil, 0o644) }

// A policy, not an oversight: elements of containers are not followed.
func FN_listenAll(addrs []string) ([]net.Listener, error) {
	var all []net.Listener
	for _, a := range addrs {
		l, err := net.Listen("tcp", a)
		if err != nil {
			return nil, err
		}
		all = append(all, l)
	}
	return all, nil
}

func freePortBad() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0") // want `listener from net.Listen is never closed`
	if err != nil {
		return 0, err
	}
	return l.Addr().(*net.TCPAddr).Port, nil
}

func freePortOk() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

func reachableBad(addr string) bool {
	_, err := net.Dial("tcp", addr) // want `connection from net.Dial is discarded without being closed`
	return err == nil
}

func reachableOk(addr string) bool {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return false
	}
	c.Close()
	return true
}

func firstOf(addrs []string) (net.Conn, error) {
	var last error
	for _, a := range addrs {
		c, err := net.Dial("tcp", a)
		if err == nil {
			return c, nil
		}
		last = err
	}
	return nil, last
}

func pairBad(a, b string) (net.Conn, net.Conn, error) {
	x, err := firstOf([]string{a}) // want `connection from firstOf is not closed when err != nil`
	if err != nil {
		return nil, nil, err
	}
	y, err := firstOf([]string{b})
	if err != nil {
		return nil, nil, err
	}
	return x, y, nil
}
