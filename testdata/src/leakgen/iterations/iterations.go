// Package iterations defers a literal for the variable of one iteration.
package iterations

import "net"

// Each iteration has a variable of its own, which its literal closes.
func deferredIfThereOk(addr string, n int) {
	for range n {
		conn, _ := net.Dial("tcp", addr)
		defer func() {
			if conn != nil {
				conn.Close()
			}
		}()
	}
}

func deferredBeforeCheckOk(addr string, n int) error {
	for range n {
		conn, err := net.Dial("tcp", addr)
		defer func() {
			if conn != nil {
				conn.Close()
			}
		}()
		if err != nil {
			return err
		}
	}
	return nil
}

func oneVariableBad(addr string, n int) {
	var conn net.Conn
	defer func() {
		if conn != nil {
			conn.Close()
		}
	}()
	for range n {
		conn, _ = net.Dial("tcp", addr) // want `connection from net\.Dial is overwritten .*`
	}
}
