// Package command has commands of a command line: the process ends with them.
package command

import (
	"errors"
	"net"

	"github.com/spf13/cobra"
)

func commands() []*cobra.Command {
	return []*cobra.Command{
		{Use: "ping", RunE: func(cmd *cobra.Command, args []string) error {
			_, err := net.Dial("tcp", args[0])
			return err
		}},
		{Use: "serve", RunE: serveOk},
		{Use: "probe", RunE: wrap(probeOk)},
		{Use: "watch", Run: func(cmd *cobra.Command, args []string) { WatchOk(args[0]) }},
		{Use: "scan", RunE: func(cmd *cobra.Command, args []string) error {
			for _, addr := range args {
				scanBad(addr)
			}
			return nil
		}},
	}
}

func serveOk(cmd *cobra.Command, args []string) error {
	l, err := listenOk(args[0])
	if err != nil {
		return err
	}
	if len(args) > 1 {
		return errors.New("too many arguments")
	}
	_, err = l.Accept()
	return err
}

func listenOk(addr string) (net.Listener, error) {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, err
	}
	if addr == "" {
		return nil, errors.New("no address")
	}
	return l, nil
}

// wrap makes a command of a function.
func wrap(f func(args []string) error) func(*cobra.Command, []string) error {
	return func(_ *cobra.Command, args []string) error { return f(args) }
}

func probeOk(args []string) error {
	_, err := net.Dial("tcp", args[0])
	return err
}

// WatchOk is exported for the tests: a package of commands has no other users.
func WatchOk(addr string) {
	if c, err := net.Dial("tcp", addr); err == nil {
		c.Write(nil)
	}
}

// ConnectBad is exported for others; no command calls it.
func ConnectBad(addr string) {
	if c, err := net.Dial("tcp", addr); err == nil { // want `connection from net\.Dial is never closed`
		c.Write(nil)
	}
}

var greeting = greetBad("localhost:4444")

// Initialization is no command: the process goes on.
func greetBad(addr string) string {
	c, err := net.Dial("tcp", addr) // want `connection from net\.Dial is never closed`
	if err != nil {
		return ""
	}
	c.Write(nil)
	return addr
}

// Each address costs a connection.
func scanBad(addr string) {
	c, err := net.Dial("tcp", addr) // want `connection from net\.Dial is never closed`
	if err == nil {
		c.Write(nil)
	}
}
