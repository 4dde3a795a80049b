// Package loops dials again and again.
package loops

import (
	"errors"
	"net"
	"time"
)

func untilReachableOk(addr string) error {
	var c net.Conn
	var err error
	for range 10 {
		c, err = net.Dial("tcp", addr)
		if err == nil {
			break
		}
		time.Sleep(time.Second)
	}
	if err != nil {
		return err
	}
	return c.Close()
}

func waitForBad(addr string) error {
	for range 10 {
		c, err := net.Dial("tcp", addr) // want `connection from net\.Dial is never closed`
		if err == nil {
			println(c.LocalAddr().String())
			return nil
		}
		time.Sleep(time.Second)
	}
	return errors.New("not reachable")
}

func waitForOk(addr string) error {
	for range 10 {
		if c, err := net.Dial("tcp", addr); err == nil {
			return c.Close()
		}
		time.Sleep(time.Second)
	}
	return errors.New("not reachable")
}

func reconnectOk(addr string, use func(net.Conn) error) error {
	for {
		c, err := net.Dial("tcp", addr)
		if err != nil {
			return err
		}
		err = use(c)
		c.Close()
		if err == nil {
			return nil
		}
	}
}

func handshake(c net.Conn) error {
	_, err := c.Write([]byte("hello"))
	return err
}

func reconnectBad(addr string) error {
	for {
		c, err := net.Dial("tcp", addr) // want `connection from net\.Dial is not closed`
		if err != nil {
			return err
		}
		if err := handshake(c); err != nil {
			continue
		}
		return c.Close()
	}
}

// The variable outlives the loop and keeps the last one only.
func keptBad(addrs []string) error {
	var c net.Conn
	for _, a := range addrs {
		var err error
		c, err = net.Dial("tcp", a) // want `connection from net\.Dial is overwritten`
		if err != nil {
			return err
		}
	}
	if c == nil {
		return nil
	}
	return c.Close()
}

func fastestOk(addrs []string) (best net.Conn) {
	for _, a := range addrs {
		c, err := net.Dial("tcp", a)
		if err != nil {
			continue
		}
		if handshake(c) == nil && best == nil {
			best = c
			continue
		}
		c.Close()
	}
	return best
}
