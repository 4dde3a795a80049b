// Package packet has sockets without connections.
package packet

import "net"

func localAddrBad() (net.Addr, error) {
	c, err := net.ListenPacket("udp", ":0") // want `from net\.ListenPacket is never closed`
	if err != nil {
		return nil, err
	}
	return c.LocalAddr(), nil
}

func localAddrOk() (net.Addr, error) {
	c, err := net.Dial("udp", "192.0.2.1:9")
	if err != nil {
		return nil, err
	}
	defer c.Close()
	return c.LocalAddr(), nil
}

func listenBad(addr *net.UDPAddr, buf []byte) (int, error) {
	c, err := net.ListenUDP("udp", addr) // want `from net\.ListenUDP is not closed when err != nil`
	if err != nil {
		return 0, err
	}
	n, _, err := c.ReadFromUDP(buf)
	if err != nil {
		return 0, err
	}
	return n, c.Close()
}

func bufferBad(addr *net.UDPAddr) (*net.UDPConn, error) {
	c, err := net.ListenUDP("udp", addr) // want `from net\.ListenUDP is not closed when err != nil`
	if err != nil {
		return nil, err
	}
	if err := c.SetReadBuffer(1 << 20); err != nil {
		return nil, err
	}
	return c, nil
}

func serveOk(addr *net.UDPAddr, handle func([]byte)) error {
	c, err := net.ListenUDP("udp", addr)
	if err != nil {
		return err
	}
	defer c.Close()
	buf := make([]byte, 1500)
	for {
		n, _, err := c.ReadFromUDP(buf)
		if err != nil {
			return err
		}
		handle(buf[:n])
	}
}
