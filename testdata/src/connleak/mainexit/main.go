// Command mainexit has sockets that live as long as the process.
package main

import (
	"log"
	"net"
)

func main() {
	l, err := net.Listen("tcp", ":0")
	if err != nil {
		log.Fatal(err)
	}
	c, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		log.Fatal(err)
	}
	if _, err := c.Write([]byte("hello")); err != nil {
		return
	}
	log.Fatal(runOk())
}

// main calls it once, and ends with its error.
func runOk() error {
	c, err := net.ListenUDP("udp", nil)
	if err != nil {
		return err
	}
	_, _, err = c.ReadFromUDP(make([]byte, 1))
	return err
}
