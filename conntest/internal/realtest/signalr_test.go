package realtest

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"time"

	coder "github.com/coder/websocket"
)

// No SignalR client for Go can be had as a dependency, so that this is the
// protocol as far as its connection goes: negotiation, a websocket, the
// handshake, pings, and a goroutine that receives until the client stops.

var (
	handshake = []byte(`{"protocol":"json","version":1}` + "\x1e")
	accepted  = []byte("{}\x1e")
	ping      = []byte(`{"type":6}` + "\x1e")
)

// serveSignalR adds a hub that answers the handshake and each ping.
func serveSignalR(mux *http.ServeMux) {
	mux.HandleFunc("POST /hub/negotiate", func(w http.ResponseWriter, r *http.Request) {
		json.NewEncoder(w).Encode(map[string]any{
			"connectionId":        "1",
			"availableTransports": []any{map[string]any{"transport": "WebSockets", "transferFormats": []string{"Text"}}},
		})
	})
	mux.HandleFunc("GET /hub", func(w http.ResponseWriter, r *http.Request) {
		conn, err := coder.Accept(w, r, nil)
		if err != nil {
			return
		}
		defer conn.CloseNow()
		for {
			_, msg, err := conn.Read(r.Context())
			if err != nil {
				return
			}
			if bytes.Equal(msg, handshake) {
				msg = accepted
			}
			if conn.Write(r.Context(), coder.MessageText, msg) != nil {
				return
			}
		}
	})
}

func dialSignalR(r *rig, use bool) func() {
	ctx := context.Background()
	c := r.pool()
	resp, err := c.Post(r.h1.URL+"/hub/negotiate?negotiateVersion=0", "", nil)
	var offer struct{ ConnectionID string }
	resp = r.got(resp, err)
	json.NewDecoder(resp.Body).Decode(&offer)
	drain(resp)

	conn, _, err := coder.Dial(ctx, r.h1.URL+"/hub?id="+offer.ConnectionID, &coder.DialOptions{HTTPClient: c})
	r.must(err)
	if err != nil {
		return func() {}
	}
	r.must(conn.Write(ctx, coder.MessageText, handshake))
	_, answer, err := conn.Read(ctx)
	r.must(err)
	if !bytes.Equal(answer, accepted) {
		r.broken = append(r.broken, "handshake: "+string(answer))
	}

	received := make(chan []byte, 1)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			_, msg, err := conn.Read(ctx)
			if err != nil {
				return
			}
			received <- msg
		}
	}()
	if use {
		r.must(conn.Write(ctx, coder.MessageText, ping))
		select {
		case <-received:
		case <-time.After(10 * time.Second):
			r.broken = append(r.broken, "no answer to a ping")
		}
	}
	return func() {
		conn.CloseNow()
		<-done
	}
}
