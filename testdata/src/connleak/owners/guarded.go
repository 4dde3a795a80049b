// Package owners has types that release what they hold in roundabout ways:
// their users, who do what is asked of them, are right.
package owners

import (
	"errors"
	"net"
	"sync"
	"sync/atomic"
)

// once closes once.
type once struct {
	conn net.Conn
	do   sync.Once
	err  error
}

func newOnce(addr string) (*once, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	return &once{conn: c}, nil
}

func (o *once) Close() error {
	o.do.Do(func() { o.err = o.conn.Close() })
	return o.err
}

func onceOk(addr string) error {
	o, err := newOnce(addr)
	if err != nil {
		return err
	}
	defer o.Close()
	return nil
}

func onceBad(addr string) error {
	o, err := newOnce(addr) // want `connection from .*newOnce is never closed`
	if err != nil {
		return err
	}
	return o.err
}

// swapped closes if it was not closed before.
type swapped struct {
	conn   net.Conn
	closed atomic.Bool
}

func newSwapped(addr string) (*swapped, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	return &swapped{conn: c}, nil
}

func (s *swapped) Close() error {
	if !s.closed.CompareAndSwap(false, true) {
		return net.ErrClosed
	}
	return s.conn.Close()
}

func swappedOk(addr string) error {
	s, err := newSwapped(addr)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	return nil
}

// signalled closes a channel and the connection.
type signalled struct {
	conn net.Conn
	done chan struct{}
}

func newSignalled(addr string) (*signalled, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	return &signalled{conn: c, done: make(chan struct{})}, nil
}

func (s *signalled) Close() error {
	select {
	case <-s.done:
		return nil
	default:
		close(s.done)
	}
	return s.conn.Close()
}

func signalledOk(addr string) error {
	s, err := newSignalled(addr)
	if err != nil {
		return err
	}
	return s.Close()
}

// flagged closes what it dialled, not what it was given.
type flagged struct {
	conn net.Conn
	owns bool
}

func newFlagged(c net.Conn, addr string) (*flagged, error) {
	if c != nil {
		return &flagged{conn: c}, nil
	}
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	return &flagged{conn: c, owns: true}, nil
}

func (f *flagged) Close() error {
	if f.owns {
		return f.conn.Close()
	}
	return nil
}

func flaggedOk(addr string) error {
	f, err := newFlagged(nil, addr)
	if err != nil {
		return err
	}
	return f.Close()
}

// flushing fails before it closes, if it fails.
type flushing struct{ conn net.Conn }

func newFlushing(addr string) (*flushing, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	return &flushing{c}, nil
}

func (f *flushing) flush() error {
	_, err := f.conn.Write(nil)
	return err
}

func (f *flushing) Close() error {
	return errors.Join(f.flush(), f.conn.Close())
}

func flushingOk(addr string) error {
	f, err := newFlushing(addr)
	if err != nil {
		return err
	}
	return f.Close()
}
