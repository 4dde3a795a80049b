// Package websocket stands in for the real one in fixtures.
package websocket

import (
	"context"
	"net"
	"net/http"
)

type MessageType int

type StatusCode int

const StatusNormalClosure StatusCode = 1000

type Conn struct{ rwc net.Conn }

type DialOptions struct{ HTTPClient *http.Client }

func Dial(ctx context.Context, u string, opts *DialOptions) (*Conn, *http.Response, error) {
	var d net.Dialer
	c, err := d.DialContext(ctx, "tcp", u)
	if err != nil {
		return nil, nil, err
	}
	return &Conn{rwc: c}, &http.Response{}, nil
}

func (c *Conn) Close(code StatusCode, reason string) error { return c.rwc.Close() }

func (c *Conn) CloseNow() error { return c.rwc.Close() }

func (c *Conn) CloseRead(ctx context.Context) context.Context { return ctx }

func (c *Conn) Read(ctx context.Context) (MessageType, []byte, error) { return 0, nil, nil }

func (c *Conn) Write(ctx context.Context, typ MessageType, p []byte) error { return nil }
