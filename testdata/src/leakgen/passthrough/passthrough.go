// Package passthrough hands a result and its error through a function.
package passthrough

import (
	"errors"
	"net"
)

func checked(c net.Conn, err error) (net.Conn, error) { return c, err }

func returnedOk(addr string) error {
	conn, err := checked(net.Dial("tcp", addr))
	if err != nil {
		return err
	}
	return conn.Close()
}

func elseOk(addr string) {
	conn, err := checked(net.Dial("tcp", addr))
	if err != nil {
	} else {
		defer conn.Close()
	}
}

func joinedOk(addr string) error {
	conn, err := checked(net.Dial("tcp", addr))
	failed := false
	if err != nil {
		failed = true
	}
	if failed {
		return err
	}
	return conn.Close()
}

func keptOk(addr string) (net.Conn, error) {
	if conn, err := checked(net.Dial("tcp", addr)); err == nil {
		return conn, nil
	}
	return nil, errors.New("unreachable")
}

func discardedBad(addr string) error {
	_, err := checked(net.Dial("tcp", addr)) // want `connection from net\.Dial is (never closed|discarded)`
	if err != nil {
		return err
	}
	return nil
}
