// Package dialers dials through what it was given: a function, or an interface.
package dialers

import (
	"context"
	"errors"
	"net"
)

type dialFunc func(ctx context.Context, network, addr string) (net.Conn, error)

type dialer interface {
	DialContext(ctx context.Context, network, addr string) (net.Conn, error)
}

type source interface {
	Current(key string) (net.Conn, error)
}

func greet(c net.Conn) error {
	_, err := c.Write([]byte("hello"))
	return err
}

func functionBad(ctx context.Context, dial dialFunc, addr string) (net.Conn, error) {
	c, err := dial(ctx, "tcp", addr) // want `connection from dial is not closed when err != nil`
	if err != nil {
		return nil, err
	}
	if err := greet(c); err != nil {
		return nil, err
	}
	return c, nil
}

func functionOk(ctx context.Context, dial dialFunc, addr string) (net.Conn, error) {
	c, err := dial(ctx, "tcp", addr)
	if err != nil {
		return nil, err
	}
	if err := greet(c); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
}

type options struct {
	Dial func(network, addr string) (net.Conn, error)
}

func fieldBad(o options, addr string) error {
	c, err := o.Dial("tcp", addr) // want `connection from o.Dial is never closed`
	if err != nil {
		return err
	}
	return greet(c)
}

func fieldOk(o options, addr string) error {
	c, err := o.Dial("tcp", addr)
	if err != nil {
		return err
	}
	defer c.Close()
	return greet(c)
}

func interfaceBad(ctx context.Context, d dialer, addr string) error {
	c, err := d.DialContext(ctx, "tcp", addr) // want `connection from .*DialContext is never closed`
	if err != nil {
		return err
	}
	return greet(c)
}

func interfaceOk(ctx context.Context, d dialer, addr string) error {
	c, err := d.DialContext(ctx, "tcp", addr)
	if err != nil {
		return err
	}
	defer c.Close()
	return greet(c)
}

// What it returns may be shared.
func currentOk(s source) error {
	c, err := s.Current("primary")
	if err != nil {
		return err
	}
	return greet(c)
}

// A wrapper hands on what it dials.
func timed(dial dialFunc) dialFunc {
	return func(ctx context.Context, network, addr string) (net.Conn, error) {
		c, err := dial(ctx, network, addr)
		if err != nil {
			return nil, err
		}
		return &timedConn{Conn: c}, nil
	}
}

type timedConn struct{ net.Conn }

func proxiedBad(dial dialFunc) dialFunc {
	return func(ctx context.Context, network, addr string) (net.Conn, error) {
		c, err := dial(ctx, network, addr) // want `connection from dial is not closed when err != nil`
		if err != nil {
			return nil, err
		}
		if err := greet(c); err != nil {
			return nil, err
		}
		return &timedConn{Conn: c}, nil
	}
}
