// Package mail sends mail.
package mail

import (
	"crypto/tls"
	"net"
	"net/smtp"
	"net/textproto"
)

func sendBad(addr string, msg []byte) error {
	c, err := smtp.Dial(addr) // want `connection from smtp.Dial is not closed when err != nil`
	if err != nil {
		return err
	}
	if err := c.StartTLS(&tls.Config{}); err != nil {
		return err
	}
	w, err := c.Data() // want `stream from .*Data is not closed when err != nil`
	if err != nil {
		return err
	}
	if _, err := w.Write(msg); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	return c.Quit()
}

func sendOk(addr string, msg []byte) error {
	c, err := smtp.Dial(addr)
	if err != nil {
		return err
	}
	defer c.Close()
	w, err := c.Data()
	if err != nil {
		return err
	}
	if _, err := w.Write(msg); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	return c.Quit()
}

// The client takes the connection over if there is one.
func newClientOk(addr, host string) (*smtp.Client, error) {
	conn, err := tls.Dial("tcp", addr, &tls.Config{ServerName: host})
	if err != nil {
		return nil, err
	}
	c, err := smtp.NewClient(conn, host)
	if err != nil {
		return nil, err
	}
	return c, nil
}

func authBad(addr, host string, a smtp.Auth) error {
	conn, err := net.Dial("tcp", addr) // want `connection from net.Dial is not closed when err == nil`
	if err != nil {
		return err
	}
	c, err := smtp.NewClient(conn, host)
	if err != nil {
		conn.Close()
		return err
	}
	if err := c.Auth(a); err != nil {
		return err
	}
	return c.Quit()
}

func pingBad(addr string) (string, error) {
	c, err := textproto.Dial("tcp", addr) // want `connection from textproto.Dial is never closed`
	if err != nil {
		return "", err
	}
	_, line, err := c.ReadResponse(220)
	return line, err
}
