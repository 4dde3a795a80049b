// Package proxy copies between two connections.
package proxy

import (
	"io"
	"net"
	"sync"
)

func bothClosedOk(client net.Conn, addr string) error {
	server, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	defer server.Close()
	done := make(chan error, 2)
	go func() { _, err := io.Copy(server, client); done <- err }()
	go func() { _, err := io.Copy(client, server); done <- err }()
	return <-done
}

func waitedForOk(client net.Conn, addr string) error {
	server, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	var wg sync.WaitGroup
	wg.Go(func() { io.Copy(server, client) })
	wg.Go(func() { io.Copy(client, server) })
	wg.Wait()
	return server.Close()
}

func copiedBad(client net.Conn, addr string) error {
	server, err := net.Dial("tcp", addr) // want `connection from net\.Dial is never closed`
	if err != nil {
		return err
	}
	go io.Copy(server, client)
	_, err = io.Copy(client, server)
	return err
}

func closedByGoroutineOk(client net.Conn, addr string) error {
	server, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	go func() {
		defer client.Close()
		defer server.Close()
		io.Copy(server, client)
	}()
	_, err = io.Copy(client, server)
	return err
}

func headerFailsBad(client net.Conn, addr string, header []byte) error {
	server, err := net.Dial("tcp", addr) // want `connection from net\.Dial is not closed when err != nil`
	if err != nil {
		return err
	}
	if _, err := server.Write(header); err != nil {
		return err
	}
	defer server.Close()
	_, err = io.Copy(client, server)
	return err
}

// A struct that joins two halves and closes both.
type joined struct {
	io.Reader
	io.Writer
	closers []io.Closer
}

func (j *joined) Close() error {
	for _, c := range j.closers {
		c.Close()
	}
	return nil
}

func joinedOk(a, b string) (*joined, error) {
	x, err := net.Dial("tcp", a)
	if err != nil {
		return nil, err
	}
	y, err := net.Dial("tcp", b)
	if err != nil {
		x.Close()
		return nil, err
	}
	return &joined{x, y, []io.Closer{x, y}}, nil
}

// dialContext is used as a field of a transport, which owns what it returns.
func dialFuncOk(header []byte) func(network, addr string) (net.Conn, error) {
	return func(network, addr string) (net.Conn, error) {
		c, err := net.Dial(network, addr)
		if err != nil {
			return nil, err
		}
		if _, err := c.Write(header); err != nil {
			c.Close()
			return nil, err
		}
		return c, nil
	}
}

func dialFuncBad(header []byte) func(network, addr string) (net.Conn, error) {
	return func(network, addr string) (net.Conn, error) {
		c, err := net.Dial(network, addr) // want `connection from net\.Dial is not closed when err != nil`
		if err != nil {
			return nil, err
		}
		if _, err := c.Write(header); err != nil {
			return nil, err
		}
		return c, nil
	}
}
