// Package socketoption sets options of a socket by a value that is made for that.
package socketoption

import (
	"net"

	"golang.org/x/net/ipv4"
)

func marked(addr string) (net.Conn, error) {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	if err := ipv4.NewConn(conn).SetTOS(8); err != nil {
		conn.Close()
		return nil, err
	}
	return conn, nil
}

func sentBad(addr string, text []byte) error {
	conn, err := marked(addr) // want `connection from marked is never closed`
	if err != nil {
		return err
	}
	_, err = conn.Write(text)
	return err
}

func markedBad(addr string) (net.Conn, error) {
	conn, err := net.Dial("tcp", addr) // want `connection from net\.Dial is not closed when err != nil`
	if err != nil {
		return nil, err
	}
	if err := ipv4.NewConn(conn).SetTOS(8); err != nil {
		return nil, err
	}
	return conn, nil
}

// The packets' connection closes the one below.
func packetsOk(addr string) error {
	conn, err := net.ListenPacket("udp4", addr)
	if err != nil {
		return err
	}
	packets := ipv4.NewPacketConn(conn)
	defer packets.Close()
	return packets.SetTTL(1)
}

func packetsBad(addr string) error {
	conn, err := net.ListenPacket("udp4", addr) // want `connection from net\.ListenPacket is never closed`
	if err != nil {
		return err
	}
	return ipv4.NewPacketConn(conn).SetTTL(1)
}
