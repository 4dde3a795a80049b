// Package cleanup collects what has to be undone.
package cleanup

import (
	"errors"
	"net"
	"sync"
	"testing"

	"go.uber.org/multierr"
)

func variableOk(addr string) error {
	undo := func() {}
	defer func() { undo() }()
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	undo = func() { c.Close() }
	return nil
}

func stackOk(a, b string) (x, y net.Conn, err error) {
	var undo []func() error
	defer func() {
		if err != nil {
			for _, f := range undo {
				err = errors.Join(err, f())
			}
		}
	}()
	if x, err = net.Dial("tcp", a); err != nil {
		return
	}
	undo = append(undo, x.Close)
	if y, err = net.Dial("tcp", b); err != nil {
		return
	}
	undo = append(undo, y.Close)
	return x, y, nil
}

func closerReturnedOk(addr string) (net.Conn, func() error, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, nil, err
	}
	return c, c.Close, nil
}

func onceOk(addr string, stop <-chan struct{}) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	var once sync.Once
	hangUp := func() { once.Do(func() { c.Close() }) }
	defer hangUp()
	go func() {
		<-stop
		hangUp()
	}()
	return nil
}

func multierrOk(addr string) (err error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	defer multierr.AppendInvoke(&err, multierr.Close(c))
	return nil
}

func multierrIntoOk(addr string) (err error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	defer func() { err = multierr.Append(err, c.Close()) }()
	return nil
}

func testCleanupOk(t *testing.T, addr string) net.Conn {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// Closers kept in a list of the type that is returned.
type group struct{ closers []interface{ Close() error } }

func (g *group) add(c interface{ Close() error }) { g.closers = append(g.closers, c) }

func (g *group) Close() (err error) {
	for _, c := range g.closers {
		err = errors.Join(err, c.Close())
	}
	return err
}

func groupOk(a, b string) (*group, error) {
	g := &group{}
	x, err := net.Dial("tcp", a)
	if err != nil {
		return nil, err
	}
	g.add(x)
	y, err := net.Dial("tcp", b)
	if err != nil {
		g.Close()
		return nil, err
	}
	g.add(y)
	return g, nil
}
