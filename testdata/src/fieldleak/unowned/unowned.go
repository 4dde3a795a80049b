// Package unowned stores connections in types that never release them.
package unowned

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"sync"
)

// Client has no Close, and no other method hangs up.
type Client struct {
	conn net.Conn
	in   *bufio.Reader
}

func newClientBad(addr string) (*Client, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	return &Client{conn: c, in: bufio.NewReader(c)}, nil // want `conn`
}

func (c *Client) Ping() error {
	_, err := c.conn.Write([]byte("ping"))
	return err
}

// Stub has a Close that does nothing.
type Stub struct{ conn net.Conn }

func (s *Stub) connectBad(addr string) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	s.conn = c // want `conn`
	return nil
}

func (s *Stub) Close() error { return nil }

// Forgetful sets the field to nil and calls that closing.
type Forgetful struct{ conn net.Conn }

func (f *Forgetful) connectBad(addr string) (err error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	f.conn = c // want `conn`
	return nil
}

func (f *Forgetful) Close() { f.conn = nil }

// Owner closes what it holds.
type Owner struct {
	mu   sync.Mutex
	conn net.Conn
	body io.ReadCloser
}

func newOwnerOk(addr string) (*Owner, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	return &Owner{conn: c}, nil
}

func (o *Owner) fetchOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.body != nil {
		o.body.Close()
	}
	o.body = resp.Body
	return nil
}

// Shutdown releases by way of a helper.
func (o *Owner) Shutdown() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.conn.Close()
	closeIf(o.body)
}

func closeIf(c io.Closer) {
	if c != nil {
		c.Close()
	}
}

// Exported gives its field to others, who may close it.
type Exported struct{ Conn net.Conn }

func exportedOk(addr string) (*Exported, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	return &Exported{c}, nil
}

// lender has a getter, by which others may close.
type lender struct{ conn net.Conn }

func (l *lender) Conn() net.Conn { return l.conn }

func lenderOk(addr string) (*lender, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	return &lender{c}, nil
}

// plain is unexported and closed by the function that uses it.
type plain struct{ conn net.Conn }

func plainOk(addr string) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	p := plain{conn: c}
	defer p.conn.Close()
	return nil
}

// borrower does not own the connection it was given.
type borrower struct{ conn net.Conn }

func newBorrower(c net.Conn) *borrower { return &borrower{conn: c} }

// One value, for as long as the process lives.
var process struct{ conn net.Conn }

func processOk(addr string) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	process.conn = c
	return nil
}

// goroutineOwner's connection is closed by the goroutine that reads it.
type goroutineOwner struct{ conn net.Conn }

func (g *goroutineOwner) run() {
	defer g.conn.Close()
	io.Copy(io.Discard, g.conn)
}

func startOk(addr string) (*goroutineOwner, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	g := &goroutineOwner{conn: c}
	go g.run()
	return g, nil
}
