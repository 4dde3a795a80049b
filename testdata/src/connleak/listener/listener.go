// Package listener listens, serves, and stops listening.
package listener

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
)

func portBad() (int, error) {
	l, err := net.Listen("tcp", "localhost:0") // want `listener from net\.Listen is never closed`
	if err != nil {
		return 0, err
	}
	return l.Addr().(*net.TCPAddr).Port, nil
}

func portOk() (int, error) {
	l, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

func servedOk(h http.Handler) error {
	l, err := net.Listen("tcp", ":8080")
	if err != nil {
		return err
	}
	return http.Serve(l, h)
}

func serverServedOk(srv *http.Server) error {
	l, err := net.Listen("tcp", srv.Addr)
	if err != nil {
		return err
	}
	go srv.Serve(l)
	return nil
}

func beforeServeBad(srv *http.Server, file string) error {
	l, err := net.Listen("tcp", srv.Addr) // want `listener from net\.Listen is not closed when err != nil`
	if err != nil {
		return err
	}
	if err := os.WriteFile(file, []byte(l.Addr().String()), 0o600); err != nil {
		return err
	}
	return srv.Serve(l)
}

func acceptOneBad(ctx context.Context) (net.Conn, error) {
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", ":0") // want `listener from .*Listen is never closed`
	if err != nil {
		return nil, err
	}
	return l.Accept()
}

func acceptOneOk() (net.Conn, error) {
	l, err := net.Listen("tcp", ":0")
	if err != nil {
		return nil, err
	}
	defer l.Close()
	return l.Accept()
}

// No way out of the loop, so the listener is in use for ever.
func foreverOk(handle func(net.Conn)) {
	l, err := net.Listen("tcp", ":0")
	if err != nil {
		return
	}
	for {
		c, err := l.Accept()
		if err != nil {
			continue
		}
		handle(c)
	}
}

// The loop ends when Accept fails, which need not mean that it was closed.
func untilErrorBad(handle func(net.Conn)) error {
	l, err := net.Listen("tcp", ":0") // want `listener from net\.Listen is never closed`
	if err != nil {
		return err
	}
	for {
		c, err := l.Accept()
		if err != nil {
			return err
		}
		handle(c)
	}
}

func firstFreeOk(from, to int) (net.Listener, error) {
	for port := from; port < to; port++ {
		l, err := net.Listen("tcp", fmt.Sprint(":", port))
		if err == nil {
			return l, nil
		}
	}
	return nil, os.ErrNotExist
}

func closedOnCancelOk(ctx context.Context) error {
	l, err := net.Listen("tcp", ":0")
	if err != nil {
		return err
	}
	go func() {
		<-ctx.Done()
		l.Close()
	}()
	return nil
}

func limitOk(wrap func(net.Listener) net.Listener, h http.Handler) error {
	l, err := net.Listen("tcp", ":0")
	if err != nil {
		return err
	}
	return http.Serve(wrap(l), h)
}
