package socket

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io/fs"
	"net/netip"
	"os"
	"strconv"
	"syscall"
)

// states are the names of the kernel's numbers, as ss prints them.
var states = [...]string{
	1: "ESTAB", 2: "SYN_SENT", 3: "SYN_RECV", 4: "FIN_WAIT1", 5: "FIN_WAIT2", 6: "TIME_WAIT",
	7: "CLOSE", 8: "CLOSE_WAIT", 9: "LAST_ACK", 10: "LISTEN", 11: "CLOSING", 12: "NEW_SYN_RECV",
}

const (
	timeWait = 6
	listen   = 10
)

// Read reads the table from /proc.
func Read() (Table, error) {
	own, err := inodes()
	if err != nil {
		return Table{}, err
	}
	table := Table{TimeWait: make(map[netip.AddrPort]int)}
	listening := make(map[uint16]bool)
	for _, name := range []string{"/proc/self/net/tcp", "/proc/self/net/tcp6"} {
		data, err := os.ReadFile(name)
		if errors.Is(err, fs.ErrNotExist) { // no IPv6
			continue
		}
		if err != nil {
			return Table{}, err
		}
		for line := range bytes.Lines(data) {
			s, state, ok := parseLine(line)
			switch {
			case !ok:
			case state == timeWait:
				table.TimeWait[s.Remote]++
			case !own[s.Inode]:
			case state == listen:
				listening[s.Local.Port()] = true
			default:
				table.Own = append(table.Own, s)
			}
		}
	}
	for i := range table.Own {
		table.Own[i].Outbound = !listening[table.Own[i].Local.Port()]
	}
	return table, nil
}

// inodes returns the sockets among this process's descriptors. Asking each
// descriptor is some ten times cheaper than reading its link below /proc.
func inodes() (map[uint64]bool, error) {
	dir, err := os.Open("/proc/self/fd")
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	names, err := dir.Readdirnames(-1)
	if err != nil {
		return nil, err
	}
	own := make(map[uint64]bool, len(names))
	for _, name := range names {
		fd, err := strconv.Atoi(name)
		if err != nil {
			continue
		}
		var st syscall.Stat_t
		if syscall.Fstat(fd, &st) == nil && st.Mode&syscall.S_IFMT == syscall.S_IFSOCK {
			own[uint64(st.Ino)] = true
		}
	}
	return own, nil
}

// parseLine reads one line of the table:
//
//	0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  0  0 12345 1 ...
func parseLine(line []byte) (s Socket, state uint64, ok bool) {
	var field [10][]byte
	n := 0
	for f := range bytes.FieldsSeq(line) {
		field[n] = f
		if n++; n == len(field) {
			break
		}
	}
	if n < len(field) {
		return s, 0, false
	}
	var ok1, ok2 bool
	s.Local, ok1 = parseAddr(field[1])
	s.Remote, ok2 = parseAddr(field[2])
	state, err := strconv.ParseUint(string(field[3]), 16, 8)
	if !ok1 || !ok2 || err != nil {
		return s, 0, false
	}
	s.State = "state " + string(field[3])
	if state < uint64(len(states)) {
		s.State = states[state]
	}
	s.Inode, err = strconv.ParseUint(string(field[9]), 10, 64)
	return s, state, err == nil
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
