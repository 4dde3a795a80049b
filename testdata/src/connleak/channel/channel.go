// Package channel races dials against each other and against a clock.
package channel

import (
	"context"
	"errors"
	"net"
	"time"
)

func sentOk(addr string, out chan<- net.Conn) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	out <- c
	return nil
}

func sentOrClosedOk(ctx context.Context, addr string, out chan<- net.Conn) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return
	}
	select {
	case out <- c:
	case <-ctx.Done():
		c.Close()
	}
}

func sentOrDroppedBad(ctx context.Context, addr string, out chan<- net.Conn) {
	c, err := net.Dial("tcp", addr) // want `connection from net\.Dial is not closed`
	if err != nil {
		return
	}
	select {
	case out <- c:
	case <-ctx.Done():
	}
}

func sendDefaultBad(addr string, out chan<- net.Conn) bool {
	c, err := net.Dial("tcp", addr) // want `connection from net\.Dial is not closed`
	if err != nil {
		return false
	}
	select {
	case out <- c:
		return true
	default:
		return false
	}
}

// The dial goes on after the time is up, and its connection stays in the
// channel.
func FN_timedOut(addr string) (net.Conn, error) {
	conns := make(chan net.Conn, 1)
	go func() {
		if c, err := net.Dial("tcp", addr); err == nil {
			conns <- c
		}
	}()
	select {
	case c := <-conns:
		return c, nil
	case <-time.After(time.Second):
		return nil, errors.New("timed out")
	}
}

func racedOk(ctx context.Context, addrs []string) (net.Conn, error) {
	type result struct {
		conn net.Conn
		err  error
	}
	results := make(chan result)
	for _, a := range addrs {
		go func() {
			c, err := (&net.Dialer{}).DialContext(ctx, "tcp", a)
			select {
			case results <- result{c, err}:
			case <-ctx.Done():
				if c != nil {
					c.Close()
				}
			}
		}()
	}
	r := <-results
	return r.conn, r.err
}
