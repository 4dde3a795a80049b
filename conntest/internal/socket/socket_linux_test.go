package socket

import (
	"maps"
	"net"
	"net/netip"
	"testing"
)

func TestRead(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	opens, err := Opens()
	if err != nil {
		t.Fatal(err)
	}
	conn, err := net.Dial("tcp", ln.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	server, err := ln.Accept()
	if err != nil {
		t.Fatal(err)
	}
	remote := ln.Addr().(*net.TCPAddr).AddrPort()

	out, in := find(t, remote)
	if out == nil || out.State != "ESTAB" || !out.Outbound || out.Local.String() != conn.LocalAddr().String() {
		t.Errorf("client's socket = %+v", out)
	}
	if in == nil || in.State != "ESTAB" || in.Outbound {
		t.Errorf("server's socket = %+v", in)
	}
	if after, err := Opens(); err != nil || after <= opens {
		t.Errorf("Opens = %d, %v after a dial; before it %d", after, err, opens)
	}

	server.Close()
	if out, _ = find(t, remote); out == nil || out.State != "CLOSE_WAIT" {
		t.Errorf("client's socket after the server closed = %+v", out)
	}
	conn.Close()
	if out, in = find(t, remote); out != nil || in != nil {
		t.Errorf("sockets after close = %+v, %+v", out, in)
	}
	table, err := Read()
	if err != nil {
		t.Fatal(err)
	}
	// The server closed first, so its end waits.
	if local := netip.MustParseAddrPort(conn.LocalAddr().String()); table.TimeWait[local] != 1 || table.TimeWaits() < 1 {
		t.Errorf("in TIME_WAIT to %v: %d", local, table.TimeWait[local])
	}
}

func find(t *testing.T, remote netip.AddrPort) (out, in *Socket) {
	t.Helper()
	table, err := Read()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range table.Own {
		switch remote {
		case s.Remote:
			out = &s
		case s.Local:
			in = &s
		}
	}
	return out, in
}

// Both ways to ask the kernel tell the same of this process's sockets.
func TestNetlinkAndProc(t *testing.T) {
	ln, err := net.Listen("tcp", "[::1]:0")
	if err != nil {
		ln, err = net.Listen("tcp", "127.0.0.1:0")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	conn, err := net.Dial("tcp", ln.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	own, err := inodes()
	if err != nil {
		t.Fatal(err)
	}
	seen := make(map[string]map[entry]bool)
	for name, read := range map[string]func() ([]entry, error){"netlink": viaNetlink, "proc": viaProc} {
		all, err := read()
		if err != nil {
			t.Skipf("%s: %v", name, err)
		}
		seen[name] = make(map[entry]bool)
		for _, e := range all {
			if own[e.inode] {
				seen[name][e] = true
			}
		}
	}
	if !maps.Equal(seen["netlink"], seen["proc"]) || len(seen["proc"]) < 2 {
		t.Errorf("netlink: %v\nproc: %v", seen["netlink"], seen["proc"])
	}
}

func TestReserved(t *testing.T) {
	for _, tt := range []struct {
		list string
		want int
	}{
		{"\n", 0},
		{"1000,40000\n", 1},
		{"32760-32769,60999-61010", 3},
		{"x,40000-y,40001", 1},
	} {
		if got := reserved(tt.list, 32768, 60999); got != tt.want {
			t.Errorf("reserved(%q) = %d, want %d", tt.list, got, tt.want)
		}
	}
}

func TestPortBudget(t *testing.T) {
	p := PortBudget()
	if !p.Measured || p.Count() <= 0 || p.PerSecond() != float64(p.Count())/60 {
		t.Errorf("PortBudget = %+v", p)
	}
}

func BenchmarkRead(b *testing.B) {
	for b.Loop() {
		if _, err := Read(); err != nil {
			b.Fatal(err)
		}
	}
}
