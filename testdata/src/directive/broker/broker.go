// Package broker says in directives what its code does not show: everything goes
// through functions that are set elsewhere, or by numbers.
package broker

import (
	"fmt"
	"io"
	"net"
)

var (
	dial  func(addr string) (*Client, error)
	close func(any)
	drop  func(id string)
)

type Client struct{ id int }

//connlint:acquires kind=session release=Stop
func Dial(addr string) (*Client, error) { return dial(addr) }

func (c *Client) Stop()       { close(c) }
func (c *Client) Ping() error { return nil }

// Abort is Stop in a hurry.
//
//connlint:releases c
func (c *Client) Abort() { close(c) }

//connlint:releases c
func Quietly(c io.Closer) { drop(fmt.Sprintf("%p", c)) }

// Login takes the client over only if it succeeds.
//
//connlint:releases c on-error
func Login(c *Client) error {
	if err := c.Ping(); err != nil {
		close(c)
		return err
	}
	return nil
}

type Pool struct{ free chan<- string }

//connlint:owns c
func (p *Pool) Put(c net.Conn) { p.free <- c.RemoteAddr().String() }

// Warm says nothing of what it does with the connection, but its code does.
//
//connlint:acquires kind=session release=Stop
func Warm(c net.Conn) *Client {
	c.Close()
	return new(Client)
}

type Hub interface {
	//connlint:acquires kind=conn
	Connect(addr string) (io.ReadWriteCloser, error)

	Give(c io.Closer) //connlint:owns c
}

//connlint:acquires kind=conn
type DialFunc func(addr string) (io.ReadWriteCloser, error)

//connlint:owns conn release=Shutdown
type Link struct{ conn net.Conn }

// NewLink hands out a connection that only Shutdown closes.
func NewLink(addr string) (*Link, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	return &Link{conn: c}, nil
}

func (l *Link) Shutdown()   { close(l.conn) }
func (l *Link) Send(string) {}

func droppedLinkBad(addr string) {
	c, err := net.Dial("tcp", addr) // want `connection from net.Dial is never closed`
	if err != nil {
		return
	}
	l := &Link{conn: c}
	l.Send("hello")
}

func shutLinkOk(addr string) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return
	}
	l := &Link{conn: c}
	defer l.Shutdown()
	l.Send("hello")
}

func droppedBad(addr string) error {
	c, err := Dial(addr) // want `session from .*Dial is never closed`
	if err != nil {
		return err
	}
	return c.Ping()
}
