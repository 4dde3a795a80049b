// Package localport dials from one fixed port.
package localport

import (
	"net"
	"syscall"
)

const port = 4000

var literalBad = net.Dialer{LocalAddr: &net.TCPAddr{Port: port}} // want `dialer is pinned to local port 4000: each address can be connected to once at a time`

func assignedBad(d *net.Dialer) {
	d.LocalAddr = &net.TCPAddr{IP: net.IPv4zero, Port: 5000} // want `pinned to local port 5000`
}

func resolvedBad() (*net.Dialer, error) {
	local, err := net.ResolveTCPAddr("tcp", "0.0.0.0:6000")
	if err != nil {
		return nil, err
	}
	return &net.Dialer{LocalAddr: local}, nil // want `pinned to local port 6000`
}

func dialTCPBad(remote *net.TCPAddr) (*net.TCPConn, error) {
	return net.DialTCP("tcp", &net.TCPAddr{Port: 7000}, remote) // want `connection is pinned to local port 7000`
}

func addressOnlyOk(ip net.IP) *net.Dialer {
	return &net.Dialer{LocalAddr: &net.TCPAddr{IP: ip}}
}

func anyPortOk() *net.Dialer {
	return &net.Dialer{LocalAddr: &net.TCPAddr{Port: 0}}
}

func variableOk(p int) *net.Dialer {
	return &net.Dialer{LocalAddr: &net.TCPAddr{Port: p}}
}

func udpOk() *net.Dialer {
	return &net.Dialer{LocalAddr: &net.UDPAddr{Port: 5353}}
}

func reusedOk(control func(network, address string, c syscall.RawConn) error) *net.Dialer {
	return &net.Dialer{LocalAddr: &net.TCPAddr{Port: port}, Control: control}
}
