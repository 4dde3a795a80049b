// Package dbus stands in for the real one in fixtures.
package dbus

import godbus "github.com/godbus/dbus/v5"

type Conn struct{ sys *godbus.Conn }

func New() (*Conn, error) { return &Conn{}, nil }

func NewConnection(dialBus func() (*godbus.Conn, error)) (*Conn, error) {
	c, err := dialBus()
	return &Conn{c}, err
}

func (c *Conn) Close() { c.sys.Close() }

func (c *Conn) StartUnit(name, mode string, ch chan<- string) (int, error) { return 0, nil }
