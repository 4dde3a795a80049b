package iterations

import (
	"errors"
	"net"
)

// What is known of the paths on which it was closed is not worth remembering.
func brokenOffBad(addr string, n int, good func() bool) (net.Conn, error) {
	var conn net.Conn
	var err error
	for range n {
		conn, err = net.Dial("tcp", addr) // want `connection from net\.Dial is not closed when good\(\) .*`
		if err != nil {
			continue
		}
		if good() {
			break
		}
		conn.Close()
	}
	if err != nil || conn == nil {
		println("none")
	}
	return nil, errors.New("failed")
}
