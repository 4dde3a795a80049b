// Package socket reads the TCP sockets of this process and of its host.
package socket

import (
	"errors"
	"net/netip"
	"time"
)

// ErrUnsupported says that this system has no socket table that can be read
// with the standard library.
var ErrUnsupported = errors.New("the socket table is read on Linux only")

// A Socket is one end of a TCP connection that this process owns.
type Socket struct {
	Inode         uint64
	Local, Remote netip.AddrPort
	State         string // ESTAB, CLOSE_WAIT, ...
	Outbound      bool   // this process connected; false where it accepted
}

// A Table is the TCP sockets of this process, and what its host keeps.
type Table struct {
	Own []Socket // without those that listen

	// TimeWait counts the closed connections whose ports are not free yet,
	// by remote end. They belong to no process: these are the host's
	// (to be exact, the network namespace's).
	TimeWait map[netip.AddrPort]int
}

// TimeWaits returns the number of connections in TIME_WAIT.
func (t Table) TimeWaits() int {
	n := 0
	for _, c := range t.TimeWait {
		n += c
	}
	return n
}

// Ports is the budget of local ports: how many connections to one remote
// address and port can exist, those that are closed but in TIME_WAIT included.
type Ports struct {
	First, Last int
	Reserved    int           // of these, withheld by configuration
	TimeWait    time.Duration // how long a port stays taken after the close
	Measured    bool          // read from the system, not the documented default
}

// Count returns the number of ports.
func (p Ports) Count() int { return p.Last - p.First + 1 - p.Reserved }

// PerSecond returns how many new connections a second to one remote end can
// be opened and closed for ever.
func (p Ports) PerSecond() float64 {
	return float64(p.Count()) / p.TimeWait.Seconds()
}
