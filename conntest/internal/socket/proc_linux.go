package socket

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io/fs"
	"net/netip"
	"os"
	"strconv"
)

// viaProc returns the sockets of the network namespace as the kernel prints
// them.
func viaProc() ([]entry, error) {
	var entries []entry
	for _, name := range []string{"/proc/self/net/tcp", "/proc/self/net/tcp6"} {
		data, err := os.ReadFile(name)
		if errors.Is(err, fs.ErrNotExist) { // no IPv6
			continue
		}
		if err != nil {
			return nil, err
		}
		for line := range bytes.Lines(data) {
			if e, ok := parseLine(line); ok {
				entries = append(entries, e)
			}
		}
	}
	return entries, nil
}

// parseLine reads one line of the table:
//
//	0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  0  0 12345 1 ...
func parseLine(line []byte) (e entry, ok bool) {
	field := bytes.Fields(line)
	if len(field) < 10 {
		return e, false
	}
	var ok1, ok2 bool
	e.local, ok1 = parseAddr(field[1])
	e.remote, ok2 = parseAddr(field[2])
	state, err1 := strconv.ParseUint(string(field[3]), 16, 8)
	inode, err2 := strconv.ParseUint(string(field[9]), 10, 64)
	e.state, e.inode = state, inode
	return e, ok1 && ok2 && err1 == nil && err2 == nil
}

// parseAddr reads address:port in hexadecimal, the address as 32-bit words in
// the machine's byte order.
func parseAddr(b []byte) (netip.AddrPort, bool) {
	host, port, found := bytes.Cut(b, []byte(":"))
	p, err := strconv.ParseUint(string(port), 16, 16)
	if !found || err != nil || len(host)%8 != 0 || len(host) > 32 {
		return netip.AddrPort{}, false
	}
	var addr []byte
	for ; len(host) > 0; host = host[8:] {
		word, err := strconv.ParseUint(string(host[:8]), 16, 32)
		if err != nil {
			return netip.AddrPort{}, false
		}
		addr = binary.NativeEndian.AppendUint32(addr, uint32(word))
	}
	ip, ok := netip.AddrFromSlice(addr)
	return netip.AddrPortFrom(ip.Unmap(), uint16(p)), ok
}
