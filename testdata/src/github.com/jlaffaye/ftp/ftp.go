// Package ftp stands in for the real one in fixtures.
package ftp

import "io"

type ServerConn struct{}

type Response struct{}

func (r *Response) Read(buf []byte) (int, error) { return 0, io.EOF }

func (r *Response) Close() error { return nil }

func Dial(addr string) (*ServerConn, error) { return &ServerConn{}, nil }

func (c *ServerConn) Login(user, password string) error { return nil }

func (c *ServerConn) Logout() error { return nil }

func (c *ServerConn) Quit() error { return nil }

func (c *ServerConn) Retr(path string) (*Response, error) { return &Response{}, nil }
