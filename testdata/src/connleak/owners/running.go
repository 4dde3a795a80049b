package owners

import (
	"context"
	"io"
	"net"
	"runtime"
)

// running is stopped by a signal; its goroutine closes.
type running struct {
	conn net.Conn
	stop chan struct{}
}

func start(addr string) (*running, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	r := &running{conn: c, stop: make(chan struct{})}
	go r.loop()
	return r, nil
}

func (r *running) loop() {
	defer r.conn.Close()
	<-r.stop
}

func (r *running) Close() error {
	close(r.stop)
	return nil
}

func runningOk(addr string) error {
	r, err := start(addr)
	if err != nil {
		return err
	}
	defer r.Close()
	return nil
}

// Stopping is asked for, and done by the goroutine alone.
func runningForgottenOk(addr string) error {
	r, err := start(addr)
	if err != nil {
		return err
	}
	_ = r.conn.RemoteAddr()
	return nil
}

// The context's end closes the connection.
func dialContext(ctx context.Context, addr string) (net.Conn, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	context.AfterFunc(ctx, func() { c.Close() })
	return c, nil
}

func contextOk(ctx context.Context, addr string) error {
	c, err := dialContext(ctx, addr)
	if err != nil {
		return err
	}
	_, err = c.Write([]byte("x"))
	return err
}

type collected struct{ conn net.Conn }

func (c *collected) Close() error { return c.conn.Close() }

// The collector closes what nobody can reach.
func newCollected(addr string) (*collected, error) {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	c := &collected{conn}
	runtime.SetFinalizer(c, (*collected).Close)
	return c, nil
}

func collectedOk(addr string) error {
	c, err := newCollected(addr)
	if err != nil {
		return err
	}
	_, err = c.conn.Write([]byte("x"))
	return err
}

// functional has its release in a field.
type functional struct {
	io.ReadWriter
	release func() error
}

func newFunctional(addr string) (*functional, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	return &functional{c, c.Close}, nil
}

func (f *functional) Close() error { return f.release() }

func functionalOk(addr string) error {
	f, err := newFunctional(addr)
	if err != nil {
		return err
	}
	defer f.Close()
	return nil
}

// layered owns an owner, and has its Close from it.
type layered struct {
	*once
	name string
}

func newLayered(addr string) (*layered, error) {
	o, err := newOnce(addr)
	if err != nil {
		return nil, err
	}
	return &layered{o, addr}, nil
}

func layeredOk(addr string) error {
	l, err := newLayered(addr)
	if err != nil {
		return err
	}
	defer l.Close()
	return nil
}

func layeredBad(addr string) (string, error) {
	l, err := newLayered(addr) // want `connection from .*newLayered is never closed`
	if err != nil {
		return "", err
	}
	return l.name, nil
}

// Other names for the end.
type phone struct{ line net.Conn }

func call(addr string) (*phone, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	return &phone{c}, nil
}

func (p *phone) HangUp() { p.line.Close() }

func (p *phone) Shutdown(ctx context.Context) error { return p.line.Close() }

func hungUpOk(addr string) error {
	p, err := call(addr)
	if err != nil {
		return err
	}
	p.HangUp()
	return nil
}

func shutDownOk(ctx context.Context, addr string) error {
	p, err := call(addr)
	if err != nil {
		return err
	}
	return p.Shutdown(ctx)
}

func closeAny(v any) {
	if c, ok := v.(io.Closer); ok {
		c.Close()
	}
}

func closedAsAnyOk(addr string) error {
	c, err := newCollected(addr)
	if err != nil {
		return err
	}
	closeAny(c)
	return nil
}
