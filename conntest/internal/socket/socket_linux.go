package socket

import (
	"fmt"
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

// An entry is one socket of the network namespace.
type entry struct {
	local, remote netip.AddrPort
	state         uint64
	inode         uint64 // 0: it belongs to no process
}

// Read reads the table of sockets.
func Read() (Table, error) {
	own, err := inodes()
	if err != nil {
		return Table{}, err
	}
	all, err := viaNetlink()
	if err != nil {
		if all, err = viaProc(); err != nil {
			return Table{}, err
		}
	}
	table := Table{TimeWait: make(map[netip.AddrPort]int)}
	listening := make(map[uint16]bool)
	for _, e := range all {
		switch {
		case e.state == timeWait:
			table.TimeWait[e.remote]++
		case !own[e.inode]:
		case e.state == listen:
			listening[e.local.Port()] = true
		default:
			table.Own = append(table.Own, Socket{Inode: e.inode, Local: e.local, Remote: e.remote, State: name(e.state)})
		}
	}
	for i := range table.Own {
		table.Own[i].Outbound = !listening[table.Own[i].Local.Port()]
	}
	return table, nil
}

func name(state uint64) string {
	if state < uint64(len(states)) && states[state] != "" {
		return states[state]
	}
	return fmt.Sprintf("state %d", state)
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
			own[st.Ino] = true
		}
	}
	return own, nil
}
