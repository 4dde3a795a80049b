// Package handed stores connections in fields whose release is elsewhere.
package handed

import (
	"io"
	"net"
	"net/textproto"
	"runtime"

	"golang.org/x/crypto/ssh"
)

// methodValue is closed by way of a method value.
type methodValue struct {
	conn  net.Conn
	onEnd func() error
}

func newMethodValueOk(addr string) (*methodValue, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	m := &methodValue{conn: c}
	m.onEnd = m.conn.Close
	return m, nil
}

// closers closes what is in its list.
type closers struct {
	conn net.Conn
	list []io.Closer
}

func newClosersOk(addr string) (*closers, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	return &closers{conn: c, list: []io.Closer{c}}, nil
}

// final has a finalizer.
type final struct{ conn net.Conn }

func newFinalOk(addr string) (*final, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	f := &final{conn: c}
	runtime.SetFinalizer(f, func(f *final) { f.conn.Close() })
	return f, nil
}

// wrapped is closed by what was made from its connection.
type wrapped struct {
	conn net.Conn
	text *textproto.Conn
}

func newWrappedOk(addr string) (*wrapped, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	return &wrapped{conn: c, text: textproto.NewConn(c)}, nil
}

func (w *wrapped) Close() error { return w.text.Close() }

// embedding has the Close of its connection.
type embedding struct{ net.Conn }

func newEmbeddingOk(addr string) (*embedding, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	return &embedding{c}, nil
}

// local is closed by the function that filled it.
type local struct{ conn net.Conn }

func (l *local) useOk(addr string) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	l.conn = c
	defer c.Close()
	_, err = l.conn.Write(nil)
	return err
}

// asserted is closed if it can be.
type asserted struct{ r io.Reader }

func newAssertedOk(addr string) (*asserted, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	return &asserted{r: c}, nil
}

func (a *asserted) Close() error {
	if c, ok := a.r.(io.Closer); ok {
		return c.Close()
	}
	return nil
}

// lost has a Close that closes nothing, and readers that only read.
type lost struct{ conn net.Conn }

func NewLostBad(addr string) (io.ReadCloser, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	return &lost{conn: c}, nil // want `never closed`
}

func (l *lost) Read(p []byte) (int, error) { return io.ReadFull(l.conn, p) }

func (l *lost) Close() error { return nil }

// promoted closes by a method that its client has from an embedded interface.
type promoted struct{ client *ssh.Client }

func newPromotedOk(addr string) (*promoted, error) {
	c, err := ssh.Dial("tcp", addr, nil)
	if err != nil {
		return nil, err
	}
	return &promoted{client: c}, nil
}

func (p *promoted) Close() error { return p.client.Close() }
