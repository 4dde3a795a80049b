// Package websocket stands in for the real one in fixtures.
package websocket

import "net/http"

type Conn struct{}

func (ws *Conn) Close() error { return nil }

type Handler func(*Conn)

func (h Handler) ServeHTTP(w http.ResponseWriter, req *http.Request) {}
