// Package dbusconn talks to the message bus and to systemd.
package dbusconn

import (
	systemd "github.com/coreos/go-systemd/v22/dbus"
	"github.com/godbus/dbus/v5"
)

func userConnection(uid int) (*systemd.Conn, error) {
	return systemd.NewConnection(func() (*dbus.Conn, error) {
		return private()
	})
}

func startBad(user bool, unit string) error {
	var conn *systemd.Conn
	var err error
	if user {
		conn, err = userConnection(1000) // want `connection from userConnection is not closed when err != nil`
		if err != nil {
			return err
		}
	} else {
		conn, err = systemd.New() // want `connection from .*New is not closed when err != nil`
		if err != nil {
			return err
		}
	}
	ch := make(chan string)
	if _, err = conn.StartUnit(unit, "replace", ch); err != nil {
		return err
	}
	defer conn.Close()
	<-ch
	return nil
}

func privateBad() (*dbus.Conn, error) {
	conn, err := dbus.SystemBusPrivate() // want `connection from dbus.SystemBusPrivate is not closed when err != nil`
	if err != nil {
		return nil, err
	}
	if err := conn.Auth(nil); err != nil {
		return nil, err
	}
	return conn, conn.Hello()
}

func private() (*dbus.Conn, error) {
	conn, err := dbus.SystemBusPrivate()
	if err != nil {
		return nil, err
	}
	if err := conn.Auth(nil); err != nil {
		conn.Close()
		return nil, err
	}
	return conn, nil
}

// The shared connection is not ours to close.
func sharedOk() error {
	conn, err := dbus.SystemBus()
	if err != nil {
		return err
	}
	return conn.Hello()
}
