// Package brokerapp calls what package broker declares.
package brokerapp

import (
	"net"

	"directive/broker"
)

func pingedBad() error {
	c, err := broker.Dial("a") // want `session from broker.Dial is never closed`
	if err != nil {
		return err
	}
	return c.Ping()
}

func stoppedOk() error {
	c, err := broker.Dial("a")
	if err != nil {
		return err
	}
	defer c.Stop()
	return c.Ping()
}

func abortedOk() error {
	c, err := broker.Dial("a")
	if err != nil {
		return err
	}
	err = c.Ping()
	c.Abort()
	return err
}

func loggedInBad() error {
	c, err := broker.Dial("a") // want `session from broker.Dial is not closed`
	if err != nil {
		return err
	}
	if err := broker.Login(c); err != nil {
		return err
	}
	return c.Ping()
}

func loggedInOk() error {
	c, err := broker.Dial("a")
	if err != nil {
		return err
	}
	if err := broker.Login(c); err != nil {
		return err
	}
	defer c.Stop()
	return c.Ping()
}

func quietOk() {
	c, err := net.Dial("tcp", "a")
	if err != nil {
		return
	}
	defer broker.Quietly(c)
}

func pooledOk(p *broker.Pool) {
	c, err := net.Dial("tcp", "a")
	if err != nil {
		return
	}
	p.Put(c)
}

func warmedOk() {
	c, err := net.Dial("tcp", "a")
	if err != nil {
		return
	}
	broker.Warm(c).Stop()
}

func warmedBad() error {
	c, err := net.Dial("tcp", "a")
	if err != nil {
		return err
	}
	return broker.Warm(c).Ping() // want `session from broker.Warm is never closed`
}

func connectedBad(h broker.Hub) {
	c, err := h.Connect("a") // want `connection from .*Connect is never closed`
	if err != nil {
		return
	}
	c.Write(nil)
}

func givenOk(h broker.Hub) {
	c, err := h.Connect("a")
	if err != nil {
		return
	}
	h.Give(c)
}

func funcBad(dial broker.DialFunc) {
	c, err := dial("a") // want `connection from .*dial is never closed`
	if err != nil {
		return
	}
	c.Write(nil)
}

func funcOk(dial broker.DialFunc) {
	c, err := dial("a")
	if err != nil {
		return
	}
	c.Close()
}

func linkBad() error {
	l, err := broker.NewLink("a") // want `connection from broker.NewLink is never closed`
	if err != nil {
		return err
	}
	l.Send("hello")
	return nil
}

func linkOk() error {
	l, err := broker.NewLink("a")
	if err != nil {
		return err
	}
	defer l.Shutdown()
	l.Send("hello")
	return nil
}

// wrapped hands its duty on, without a directive.
func wrapped() (*broker.Client, error) { return broker.Dial("a") }

func wrappedBad() error {
	c, err := wrapped() // want `session from .*wrapped is never closed`
	if err != nil {
		return err
	}
	return c.Ping()
}
