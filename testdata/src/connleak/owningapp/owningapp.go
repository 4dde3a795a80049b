// Package owningapp uses package owning.
package owningapp

import (
	"net"

	"connleak/owning"
)

func clientOk(addr string) error {
	c, err := owning.Dial(addr)
	if err != nil {
		return err
	}
	defer c.Close()
	return c.Ping()
}

func clientBad(addr string) error {
	c, err := owning.Dial(addr) // want `from owning\.Dial is never closed`
	if err != nil {
		return err
	}
	return c.Ping()
}

func pingFailsBad(addr string) (*owning.Client, error) {
	c, err := owning.Dial(addr) // want `from owning\.Dial is not closed when err != nil`
	if err != nil {
		return nil, err
	}
	if err := c.Ping(); err != nil {
		return nil, err
	}
	return c, nil
}

func takenOverOk(addr string) (*owning.Client, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	return owning.New(c), nil
}

func takenOverClosedOk(addr string) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	client := owning.New(c)
	defer client.Close()
	return client.Ping()
}

func takenOverBad(addr string) error {
	c, err := net.Dial("tcp", addr) // want `connection from net\.Dial is never closed`
	if err != nil {
		return err
	}
	return owning.New(c).Ping()
}

func helloOk(addr string) (net.Conn, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	if err := owning.Hello(c); err != nil {
		return nil, err
	}
	return c, nil
}

func greetBad(addr string) (net.Conn, error) {
	c, err := net.Dial("tcp", addr) // want `connection from net\.Dial is not closed when err != nil`
	if err != nil {
		return nil, err
	}
	if err := owning.Greet(c); err != nil {
		return nil, err
	}
	return c, nil
}

func pipedOk(client net.Conn, addr string) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	go owning.Pipe(client, c)
	return nil
}
