// Package stated makes clients per request that a directive declares, in another
// package.
package stated

import (
	"net/http"

	"clientchurn/stated/bus"
)

func handleBad(w http.ResponseWriter, r *http.Request) {
	c, err := bus.Dial("bus:1") // want `client from bus.Dial is made for each request \(HTTP handler\)`
	if err != nil {
		return
	}
	defer c.Stop()
	c.Publish("hello")
}

type server struct{ bus *bus.Client }

func newServerOk() (*server, error) {
	c, err := bus.Dial("bus:1")
	if err != nil {
		return nil, err
	}
	return &server{c}, nil
}
