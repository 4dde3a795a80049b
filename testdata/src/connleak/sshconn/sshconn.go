// Package sshconn makes SSH connections, in one step and in two.
package sshconn

import (
	"net"
	"time"

	"golang.org/x/crypto/ssh"
)

func dialBad(addr string, cfg *ssh.ClientConfig) error {
	c, err := ssh.Dial("tcp", addr, cfg) // want `from ssh\.Dial is not closed when err != nil`
	if err != nil {
		return err
	}
	s, err := c.NewSession()
	if err != nil {
		return err
	}
	defer c.Close()
	defer s.Close()
	return s.Run("true")
}

func dialOk(addr string, cfg *ssh.ClientConfig) error {
	c, err := ssh.Dial("tcp", addr, cfg)
	if err != nil {
		return err
	}
	defer c.Close()
	s, err := c.NewSession()
	if err != nil {
		return err
	}
	defer s.Close()
	return s.Run("true")
}

// NewClientConn closes the connection when it fails.
func twoStepsOk(addr string, cfg *ssh.ClientConfig) (*ssh.Client, error) {
	conn, err := net.DialTimeout("tcp", addr, time.Second)
	if err != nil {
		return nil, err
	}
	c, chans, reqs, err := ssh.NewClientConn(conn, addr, cfg)
	if err != nil {
		return nil, err
	}
	return ssh.NewClient(c, chans, reqs), nil
}

func twoStepsBad(addr string, cfg *ssh.ClientConfig) (*ssh.Client, error) {
	conn, err := net.DialTimeout("tcp", addr, time.Second) // want `connection from net\.DialTimeout is not closed when err != nil`
	if err != nil {
		return nil, err
	}
	if err := conn.SetDeadline(time.Now().Add(time.Second)); err != nil {
		return nil, err
	}
	c, chans, reqs, err := ssh.NewClientConn(conn, addr, cfg)
	if err != nil {
		return nil, err
	}
	return ssh.NewClient(c, chans, reqs), nil
}

func throughOk(jump *ssh.Client, addr string) error {
	c, err := jump.Dial("tcp", addr)
	if err != nil {
		return err
	}
	return c.Close()
}
