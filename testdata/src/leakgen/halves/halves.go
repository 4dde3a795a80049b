// Package halves leaks through the other half of a compound condition, before
// or inside a loop that counts.
package halves

import "net"

func andBad(addr string, n int, cond func() bool) {
	if conn, err := net.Dial("tcp", addr); err == nil && cond() { // want `connection from net\.Dial is not closed .*`
		for range n {
			defer conn.Close()
		}
		conn.Close()
	}
}

// Open when cond() is true.
func orThenKeptBad(addr string, n int, cond func() bool) (net.Conn, error) {
	conn, err := net.Dial("tcp", addr) // want `connection from net\.Dial is not closed when cond\(\) .*`
	if err != nil || cond() {
		return nil, err
	}
	for range n {
		conn.Close()
	}
	return conn, nil
}

func orInLoopBad(addr string, n int, cond func() bool) {
	for range n {
		conn, err := net.Dial("tcp", addr) // want `connection from net\.Dial is not closed when cond\(\) .*`
		if err != nil || cond() {
			break
		}
		conn.Close()
	}
}

func orOk(addr string, n int, cond func() bool) {
	for range n {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			break
		}
		if cond() || n > 3 {
			conn.Close()
			break
		}
		conn.Close()
	}
}

func mayNotRunBad(addr string, n int) error {
	conn, err := net.Dial("tcp", addr) // want `connection from net\.Dial is not closed .*`
	if err != nil {
		return err
	}
	for range n {
		defer conn.Close()
	}
	return nil
}
