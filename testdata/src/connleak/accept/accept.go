// Package accept has accept loops: each connection goes to somebody.
package accept

import (
	"bufio"
	"context"
	"errors"
	"io"
	"log"
	"net"
	"sync"
)

func handle(c net.Conn) {
	defer c.Close()
	io.Copy(c, c)
}

func echo(c net.Conn) {
	io.Copy(c, c)
}

// Closes only when reading fails.
func read(c net.Conn) {
	s := bufio.NewScanner(c)
	for s.Scan() {
		log.Print(s.Text())
	}
	if s.Err() != nil {
		c.Close()
	}
}

func handledOk(l net.Listener) error {
	for {
		c, err := l.Accept()
		if err != nil {
			return err
		}
		go handle(c)
	}
}

func echoedBad(l net.Listener) error {
	for {
		c, err := l.Accept() // want `connection from .*Accept`
		if err != nil {
			return err
		}
		go echo(c)
	}
}

func literalOk(l net.Listener) error {
	for {
		c, err := l.Accept()
		if err != nil {
			return err
		}
		go func() {
			defer c.Close()
			io.Copy(io.Discard, c)
		}()
	}
}

func literalBad(l net.Listener) error {
	for {
		c, err := l.Accept() // want `connection from .*Accept`
		if err != nil {
			return err
		}
		go func() {
			io.Copy(io.Discard, c)
		}()
	}
}

// Some of its paths close, and that is enough to be believed.
func FN_read(l net.Listener) error {
	for {
		c, err := l.Accept()
		if err != nil {
			return err
		}
		go read(c)
	}
}

func dropPolicyBad(l net.Listener, allow func(net.Addr) bool) error {
	for {
		c, err := l.Accept() // want `connection from .*Accept is not closed`
		if err != nil {
			return err
		}
		if !allow(c.RemoteAddr()) {
			continue
		}
		go handle(c)
	}
}

func queueOk(l net.Listener, conns chan<- net.Conn) error {
	for {
		c, err := l.Accept()
		if err != nil {
			return err
		}
		select {
		case conns <- c:
		default:
			c.Close()
		}
	}
}

func queueBad(l net.Listener, conns chan<- net.Conn) error {
	for {
		c, err := l.Accept() // want `connection from .*Accept is not closed`
		if err != nil {
			return err
		}
		select {
		case conns <- c:
		default:
			log.Print("busy")
		}
	}
}

func cancelledBad(ctx context.Context, l net.Listener, conns chan<- net.Conn) error {
	for {
		c, err := l.Accept() // want `connection from .*Accept is not closed`
		if err != nil {
			return err
		}
		select {
		case conns <- c:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func temporaryOk(l net.Listener) error {
	for {
		c, err := l.Accept()
		if errors.Is(err, net.ErrClosed) {
			return nil
		}
		if err != nil {
			log.Print(err)
			continue
		}
		go handle(c)
	}
}

type server struct {
	mu    sync.Mutex
	conns map[net.Conn]struct{}
}

func (s *server) trackedOk(l net.Listener) error {
	for {
		c, err := l.Accept()
		if err != nil {
			return err
		}
		s.mu.Lock()
		s.conns[c] = struct{}{}
		s.mu.Unlock()
		go func() {
			io.Copy(io.Discard, c)
			s.remove(c)
		}()
	}
}

func (s *server) remove(c net.Conn) {
	s.mu.Lock()
	delete(s.conns, c)
	s.mu.Unlock()
	c.Close()
}

func workersOk(l net.Listener, work func(net.Conn)) error {
	for {
		c, err := l.Accept()
		if err != nil {
			return err
		}
		go work(c)
	}
}

func receivedOk(conns <-chan net.Conn) error {
	c := <-conns
	_, err := c.Write([]byte("hello"))
	return err
}

// The reader forgets the connection and does not close it.
func (s *server) FN_forgotten(l net.Listener) error {
	for {
		c, err := l.Accept()
		if err != nil {
			return err
		}
		s.mu.Lock()
		s.conns[c] = struct{}{}
		s.mu.Unlock()
		go s.read(c)
	}
}

func (s *server) read(c net.Conn) {
	io.Copy(io.Discard, c)
	s.mu.Lock()
	delete(s.conns, c)
	s.mu.Unlock()
}
