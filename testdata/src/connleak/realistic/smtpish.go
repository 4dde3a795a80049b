// Package realistic has clients and servers as they are written: a greeting, an
// upgrade, a pool, a keeper of connections.
package realistic

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"strings"
	"sync"
	"time"
)

type session struct {
	conn net.Conn
	r    *bufio.Reader
}

func (s *session) Close() error { return s.conn.Close() }

func (s *session) cmd(format string, args ...any) (string, error) {
	if _, err := fmt.Fprintf(s.conn, format+"\r\n", args...); err != nil {
		return "", err
	}
	return s.r.ReadString('\n')
}

func openOk(ctx context.Context, addr string, cfg *tls.Config) (s *session, err error) {
	var d net.Dialer
	c, err := d.DialContext(ctx, "tcp", addr)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			c.Close()
		}
	}()
	if err = c.SetDeadline(time.Now().Add(time.Minute)); err != nil {
		return nil, err
	}
	s = &session{conn: c, r: bufio.NewReader(c)}
	greeting, err := s.r.ReadString('\n')
	if err != nil {
		return nil, err
	}
	if !strings.HasPrefix(greeting, "220") {
		return nil, errors.New(greeting)
	}
	if cfg != nil {
		if _, err := s.cmd("STARTTLS"); err != nil {
			return nil, err
		}
		tc := tls.Client(c, cfg)
		if err := tc.HandshakeContext(ctx); err != nil {
			return nil, err
		}
		s.conn, s.r = tc, bufio.NewReader(tc)
	}
	return s, nil
}

func openBad(addr string, cfg *tls.Config) (*session, error) {
	c, err := net.Dial("tcp", addr) // want `connection from net\.Dial is not closed`
	if err != nil {
		return nil, err
	}
	s := &session{conn: c, r: bufio.NewReader(c)}
	greeting, err := s.r.ReadString('\n')
	if err != nil {
		return nil, fmt.Errorf("greeting: %w", err)
	}
	if !strings.HasPrefix(greeting, "220") {
		s.Close()
		return nil, errors.New(greeting)
	}
	return s, nil
}

func quitOk(addr string) error {
	s, err := openOk(context.Background(), addr, nil)
	if err != nil {
		return err
	}
	defer s.Close()
	_, err = s.cmd("QUIT")
	return err
}

func quitBad(addr string) error {
	s, err := openOk(context.Background(), addr, nil) // want `connection from .*openOk is (never|not) closed`
	if err != nil {
		return err
	}
	_, err = s.cmd("QUIT")
	return err
}

// keeper holds one connection for each address.
type keeper struct {
	mu    sync.Mutex
	conns map[string]*session
	dial  func(string) (net.Conn, error)
}

func (k *keeper) get(addr string) (*session, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if s := k.conns[addr]; s != nil {
		return s, nil
	}
	s, err := openOk(context.Background(), addr, nil)
	if err != nil {
		return nil, err
	}
	k.conns[addr] = s
	return s, nil
}

func (k *keeper) noopOk(addr string) error {
	s, err := k.get(addr)
	if err != nil {
		return err
	}
	_, err = s.cmd("NOOP")
	return err
}

// Lost in a race: another goroutine was faster.
func (k *keeper) raceOk(addr string) (*session, error) {
	s, err := openOk(context.Background(), addr, nil)
	if err != nil {
		return nil, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if old := k.conns[addr]; old != nil {
		s.Close()
		return old, nil
	}
	k.conns[addr] = s
	return s, nil
}

func (k *keeper) raceBad(addr string) (*session, error) {
	s, err := openOk(context.Background(), addr, nil) // want `connection from .*openOk is not closed when old != nil`
	if err != nil {
		return nil, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if old := k.conns[addr]; old != nil {
		return old, nil
	}
	k.conns[addr] = s
	return s, nil
}

// The function field is called with an address, and its result is kept.
func (k *keeper) viaFieldOk(addr string) error {
	c, err := k.dial(addr)
	if err != nil {
		return err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.conns[addr] = &session{conn: c}
	return nil
}

func happyEyeballsOk(ctx context.Context, addrs []string) (net.Conn, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	type result struct {
		net.Conn
		err error
	}
	results := make(chan result)
	returned := make(chan struct{})
	defer close(returned)
	start := func(a string) {
		var d net.Dialer
		c, err := d.DialContext(ctx, "tcp", a)
		select {
		case results <- result{c, err}:
		case <-returned:
			if c != nil {
				c.Close()
			}
		}
	}
	for _, a := range addrs {
		go start(a)
	}
	var errs []error
	for range addrs {
		r := <-results
		if r.err == nil {
			return r.Conn, nil
		}
		errs = append(errs, r.err)
	}
	return nil, errors.Join(errs...)
}
