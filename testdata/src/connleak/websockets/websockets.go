// Package websockets has connections that came out of a handshake.
package websockets

import (
	"context"
	"net/http"

	coder "github.com/coder/websocket"
	"github.com/gorilla/websocket"
)

func dialBad(u string) error {
	c, _, err := websocket.DefaultDialer.Dial(u, nil) // want `from .*Dial is never closed`
	if err != nil {
		return err
	}
	return c.WriteMessage(1, nil)
}

func dialOk(u string) error {
	c, resp, err := websocket.DefaultDialer.Dial(u, nil)
	if err != nil {
		if resp != nil && resp.StatusCode == http.StatusForbidden {
			return http.ErrAbortHandler
		}
		return err
	}
	defer c.Close()
	return c.WriteMessage(1, nil)
}

func subscribeBad(ctx context.Context, d *websocket.Dialer, u string) (*websocket.Conn, error) {
	c, _, err := d.DialContext(ctx, u, nil) // want `from .*DialContext is not closed when err != nil`
	if err != nil {
		return nil, err
	}
	if err := c.WriteMessage(1, []byte("subscribe")); err != nil {
		return nil, err
	}
	return c, nil
}

func upgradeBad(up *websocket.Upgrader, w http.ResponseWriter, r *http.Request) {
	c, err := up.Upgrade(w, r, nil) // want `from .*Upgrade is never closed`
	if err != nil {
		return
	}
	for {
		if _, _, err := c.ReadMessage(); err != nil {
			return
		}
	}
}

func upgradeOk(up *websocket.Upgrader, w http.ResponseWriter, r *http.Request) {
	c, err := up.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer c.Close()
	for {
		if _, _, err := c.ReadMessage(); err != nil {
			return
		}
	}
}

type hub struct{ register chan *websocket.Conn }

func (h *hub) registeredOk(up *websocket.Upgrader, w http.ResponseWriter, r *http.Request) {
	c, err := up.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	h.register <- c
}

func coderOk(ctx context.Context, u string) error {
	c, _, err := coder.Dial(ctx, u, nil)
	if err != nil {
		return err
	}
	defer c.CloseNow()
	if err := c.Write(ctx, 1, nil); err != nil {
		return err
	}
	return c.Close(coder.StatusNormalClosure, "")
}

// CloseRead only reads for control frames.
func coderBad(ctx context.Context, u string) error {
	c, _, err := coder.Dial(ctx, u, nil) // want `from .*Dial is never closed`
	if err != nil {
		return err
	}
	ctx = c.CloseRead(ctx)
	return c.Write(ctx, 1, nil)
}
