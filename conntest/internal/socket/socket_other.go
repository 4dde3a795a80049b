//go:build !linux

package socket

import (
	"runtime"
	"time"
)

// Read fails: there is no table to read without a library.
func Read() (Table, error) { return Table{}, ErrUnsupported }

// Opens fails: see Read.
func Opens() (int64, error) { return 0, ErrUnsupported }

// PortBudget returns the documented defaults of the system.
func PortBudget() Ports {
	p := Ports{First: 49152, Last: 65535, TimeWait: 30 * time.Second} // macOS: two MSL of 15 s
	if runtime.GOOS == "windows" {
		p.TimeWait = 240 * time.Second
	}
	return p
}
