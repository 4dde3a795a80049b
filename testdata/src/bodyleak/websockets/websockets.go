// Package websockets has the answers of websocket handshakes: their bodies are
// empty or in memory.
package websockets

import (
	"context"
	"fmt"
	"net/http"

	coder "github.com/coder/websocket"
	"github.com/gorilla/websocket"
)

func gorillaOk(u string) error {
	c, _, err := websocket.DefaultDialer.Dial(u, nil)
	if err != nil {
		return err
	}
	return c.Close()
}

func gorillaResponseOk(ctx context.Context, d *websocket.Dialer, u string) (*websocket.Conn, error) {
	c, resp, err := d.DialContext(ctx, u, nil)
	if err != nil {
		if resp != nil {
			return nil, fmt.Errorf("%s: %w", resp.Status, err)
		}
		return nil, err
	}
	return c, nil
}

func coderOk(ctx context.Context, u string) error {
	c, resp, err := coder.Dial(ctx, u, nil)
	if err != nil {
		return err
	}
	defer c.CloseNow()
	fmt.Println(resp.Status)
	return nil
}

type client struct{ dialer *websocket.Dialer }

// dial passes all on.
func (c *client) dial(u string) (*websocket.Conn, *http.Response, error) {
	conn, resp, err := c.dialer.Dial(u, http.Header{"Origin": {"here"}})
	if err != nil && resp != nil && resp.StatusCode == http.StatusUnauthorized {
		return nil, resp, fmt.Errorf("login: %w", err)
	}
	return conn, resp, err
}

func wrappedOk(c *client, u string) error {
	conn, _, err := c.dial(u)
	if err != nil {
		return err
	}
	return conn.Close()
}

func retriedOk(d *websocket.Dialer, u string) (conn *websocket.Conn, err error) {
	for range 3 {
		conn, _, err = d.Dial(u, nil)
		if err == nil {
			return conn, nil
		}
	}
	return nil, err
}
