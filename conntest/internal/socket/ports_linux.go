package socket

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// PortBudget reads the range of local ports. TIME_WAIT is 60 seconds by a
// constant of the kernel.
func PortBudget() Ports {
	p := Ports{First: 32768, Last: 60999, TimeWait: 60 * time.Second}
	if data, err := os.ReadFile("/proc/sys/net/ipv4/ip_local_port_range"); err == nil {
		if n, _ := fmt.Sscan(string(data), &p.First, &p.Last); n == 2 {
			p.Measured = true
		}
	}
	if data, err := os.ReadFile("/proc/sys/net/ipv4/ip_local_reserved_ports"); err == nil {
		p.Reserved = reserved(string(data), p.First, p.Last)
	}
	return p
}

// reserved counts the ports of a list like "8080,9000-9010" in first..last.
func reserved(list string, first, last int) int {
	n := 0
	for item := range strings.SplitSeq(strings.TrimSpace(list), ",") {
		lo, hi, found := strings.Cut(item, "-")
		a, err := strconv.Atoi(lo)
		if err != nil {
			continue
		}
		b := a
		if found {
			if b, err = strconv.Atoi(hi); err != nil {
				continue
			}
		}
		n += max(0, min(b, last)-max(a, first)+1)
	}
	return n
}

// Opens returns how many connections the host (its network namespace) has
// opened since it started: the kernel's counter ActiveOpens.
func Opens() (int64, error) {
	data, err := os.ReadFile("/proc/self/net/snmp")
	if err != nil {
		return 0, err
	}
	var names []string
	for line := range strings.Lines(string(data)) {
		f := strings.Fields(line)
		if len(f) == 0 || f[0] != "Tcp:" {
			continue
		}
		if names == nil { // the first of two lines holds the names
			names = f
			continue
		}
		for i, name := range names {
			if name == "ActiveOpens" && i < len(f) {
				return strconv.ParseInt(f[i], 10, 64)
			}
		}
	}
	return 0, ErrUnsupported
}
