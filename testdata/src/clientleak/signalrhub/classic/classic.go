// Package classic has clients of the older SignalR protocol.
package classic

import (
	"log"

	"github.com/carterjones/signalr"
)

func show(msg signalr.Message) { log.Println(msg.C) }

func fail(err error) { log.Println(err) }

func watchBad(host string) error {
	c := signalr.New(host, "1.5", "/signalr", "[]", nil) // want `client from signalr\.New is never closed`
	return c.Run(show, fail)
}

// A failed Run leaves nothing to close (Close would block).
func failedRunOk(host string, stop <-chan struct{}) error {
	c := signalr.New(host, "1.5", "/signalr", "[]", nil)
	if err := c.Run(show, fail); err != nil {
		return err
	}
	defer c.Close()
	<-stop
	return nil
}

func watchOk(host string, stop <-chan struct{}) {
	c := signalr.New(host, "1.5", "/signalr", "[]", nil)
	if err := c.Run(show, fail); err != nil {
		log.Fatal(err)
	}
	defer c.Close()
	<-stop
}

func notRunOk(host string) string {
	c := signalr.New(host, "1.5", "/signalr", "[]", nil)
	return c.Host
}
