// Package relayapp uses what package broker declares without importing it.
package relayapp

import "directive/relay"

func hubBad() {
	c, err := relay.Hub().Connect("a") // want `connection from .*Connect is never closed`
	if err != nil {
		return
	}
	c.Write(nil)
}

func hubOk() {
	c, err := relay.Hub().Connect("a")
	if err != nil {
		return
	}
	c.Close()
}

func dialBad() error {
	c, err := relay.Dial() // want `session from relay.Dial is never closed`
	if err != nil {
		return err
	}
	return c.Ping()
}

func abortedOk() error {
	c, err := relay.Dial()
	if err != nil {
		return err
	}
	err = c.Ping()
	c.Abort()
	return err
}
