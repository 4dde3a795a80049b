// Package collect keeps connections in containers.
package collect

import "net"

func closedLaterOk(addrs []string) error {
	var conns []net.Conn
	defer func() {
		for _, c := range conns {
			c.Close()
		}
	}()
	for _, a := range addrs {
		c, err := net.Dial("tcp", a)
		if err != nil {
			return err
		}
		conns = append(conns, c)
	}
	return nil
}

// A policy, not an oversight: elements of containers are not followed.
func FN_lostHalfWay(addrs []string) ([]net.Conn, error) {
	var conns []net.Conn
	for _, a := range addrs {
		c, err := net.Dial("tcp", a)
		if err != nil {
			return nil, err
		}
		conns = append(conns, c)
	}
	return conns, nil
}

func beforeAppendBad(addrs []string) ([]net.Conn, error) {
	var conns []net.Conn
	for _, a := range addrs {
		c, err := net.Dial("tcp", a) // want `connection from net\.Dial is not closed when err != nil`
		if err != nil {
			return conns, err
		}
		if _, err := c.Write(nil); err != nil {
			return conns, err
		}
		conns = append(conns, c)
	}
	return conns, nil
}

type registry struct{ conns map[string]net.Conn }

func (r *registry) addOk(id, addr string) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	r.conns[id] = c
	return nil
}

func (r *registry) addKeyBad(addr string) error {
	c, err := net.Dial("tcp", addr) // want `connection from net\.Dial is never closed`
	if err != nil {
		return err
	}
	r.conns[c.LocalAddr().String()] = nil
	return nil
}

// A policy, not an oversight: elements of containers are not followed.
func FN_localMap(addrs []string) int {
	conns := map[string]net.Conn{}
	for _, a := range addrs {
		if c, err := net.Dial("tcp", a); err == nil {
			conns[a] = c
		}
	}
	return len(conns)
}

// The connection is the key.
func (r *registry) keyOk(addr string, seen map[net.Conn]bool) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	seen[c] = true
	return nil
}
