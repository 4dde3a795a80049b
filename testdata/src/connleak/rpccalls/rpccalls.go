// Package rpccalls calls other processes.
package rpccalls

import (
	"net"
	"net/rpc"
	"net/rpc/jsonrpc"
	"time"
)

func callBad(addr string, reply *int) error {
	c, err := rpc.DialHTTP("tcp", addr) // want `connection from rpc.DialHTTP is never closed`
	if err != nil {
		return err
	}
	return c.Call("Arith.Add", 1, reply)
}

func callOk(addr string, reply *int) error {
	c, err := rpc.Dial("tcp", addr)
	if err != nil {
		return err
	}
	defer c.Close()
	return c.Call("Arith.Add", 1, reply)
}

func wrappedBad(addr string, reply *int) error {
	conn, err := net.DialTimeout("tcp", addr, time.Second) // want `connection from net.DialTimeout is never closed`
	if err != nil {
		return err
	}
	c := jsonrpc.NewClient(conn)
	return c.Call("Arith.Add", 1, reply)
}

func wrappedOk(addr string, reply *int) error {
	conn, err := net.DialTimeout("tcp", addr, time.Second)
	if err != nil {
		return err
	}
	c := jsonrpc.NewClient(conn)
	defer c.Close()
	return c.Call("Arith.Add", 1, reply)
}

func serveBad(l net.Listener) error {
	for {
		conn, err := l.Accept() // want `connection from .*Accept is not closed`
		if err != nil {
			return err
		}
		if conn.RemoteAddr().Network() != "tcp" {
			continue
		}
		go rpc.ServeConn(conn)
	}
}

func serveOk(l net.Listener) error {
	for {
		conn, err := l.Accept()
		if err != nil {
			return err
		}
		go jsonrpc.ServeConn(conn)
	}
}
