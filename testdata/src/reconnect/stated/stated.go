// Package stated reconnects a client that a directive declares.
package stated

import (
	"log"

	"clientchurn/stated/bus"
)

func noneBad(addr string) {
	for {
		c, err := bus.Dial(addr) // want `bus.Dial is called again as soon as it fails, without any delay`
		if err != nil {
			log.Print(err)
			continue
		}
		c.Publish("hello")
		c.Stop()
	}
}
