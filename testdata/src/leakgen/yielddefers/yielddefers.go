// Package yielddefers defers in loops over functions: what is deferred there runs
// when the function around the loop returns.
package yielddefers

import (
	"iter"
	"net"
)

func literalOk(addr string, seq iter.Seq[int]) {
	for range seq {
		conn, _ := net.Dial("tcp", addr)
		defer func() {
			if conn != nil {
				conn.Close()
			}
		}()
	}
}

func otherLiteralBad(addr string, seq iter.Seq[int]) {
	for range seq {
		conn, err := net.Dial("tcp", addr) // want `connection from net\.Dial is never closed`
		if err != nil {
			return
		}
		defer func() {
			println(conn.LocalAddr())
		}()
	}
}
