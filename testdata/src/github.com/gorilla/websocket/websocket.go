// Package websocket stands in for the real one in fixtures.
package websocket

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"
)

var ErrBadHandshake = errors.New("websocket: bad handshake")

type Conn struct{ conn net.Conn }

func (c *Conn) Close() error { return c.conn.Close() }

func (c *Conn) ReadMessage() (messageType int, p []byte, err error) {
	p = make([]byte, 1)
	_, err = c.conn.Read(p)
	return 1, p, err
}

func (c *Conn) WriteMessage(messageType int, data []byte) error {
	_, err := c.conn.Write(data)
	return err
}

func (c *Conn) UnderlyingConn() net.Conn { return c.conn }

func (c *Conn) SetReadDeadline(t time.Time) error { return c.conn.SetReadDeadline(t) }

type Dialer struct {
	NetDial          func(network, addr string) (net.Conn, error)
	HandshakeTimeout time.Duration
}

var DefaultDialer = &Dialer{}

func (d *Dialer) Dial(urlStr string, requestHeader http.Header) (*Conn, *http.Response, error) {
	return d.DialContext(context.Background(), urlStr, requestHeader)
}

func (d *Dialer) DialContext(ctx context.Context, urlStr string, requestHeader http.Header) (*Conn, *http.Response, error) {
	c, err := d.NetDial("tcp", urlStr)
	if err != nil {
		return nil, &http.Response{Body: http.NoBody}, err
	}
	return &Conn{conn: c}, &http.Response{Body: http.NoBody}, nil
}

type Upgrader struct {
	CheckOrigin func(r *http.Request) bool
}

func (u *Upgrader) Upgrade(w http.ResponseWriter, r *http.Request, responseHeader http.Header) (*Conn, error) {
	c, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return nil, err
	}
	return &Conn{conn: c}, nil
}
