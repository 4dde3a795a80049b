package conntest_test

import (
	"net"
	"net/http"
	"runtime"
	"strings"
	"testing"

	"github.com/connlint/connlint/conntest"
)

func TestMaxSockets(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	var conns []net.Conn
	dial := func() {
		conn, err := net.Dial("tcp", ln.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		conns = append(conns, conn)
	}
	t.Cleanup(func() {
		for _, c := range conns {
			c.Close()
		}
	})
	dial()
	dial()
	url := server(t)

	got := try(t, func(t *fakeT) { // what was there before does not count, nor does a pool
		conntest.Check(t, brief, conntest.MaxSockets(1))
		drain(get(t, http.DefaultClient, url))
		dial()
	})
	got.wantNone(t)
	if runtime.GOOS != "linux" {
		if !strings.Contains(strings.Join(got.logs, ""), "on Linux only") {
			t.Errorf("the log does not say that nobody looked: %q", got.logs)
		}
		return
	}
	try(t, func(t *fakeT) {
		conntest.Check(t, brief, conntest.MaxSockets(1))
		dial()
		dial()
	}).wantOne(t, "2 sockets are left connected, 1 allowed", ln.Addr().String()+" ESTAB", "[connleak]")
}

// While tests overlap, the sockets cannot tell whose they are.
func TestMaxSocketsShared(t *testing.T) {
	other := &fakeT{name: "TestOther"}
	got := try(t, func(t *fakeT) {
		conntest.Check(t, brief, conntest.MaxSockets(0))
		conntest.Client(other)
	})
	for _, c := range other.cleanups {
		c()
	}
	got.wantNone(t)
	if runtime.GOOS == "linux" && !strings.Contains(strings.Join(got.logs, ""), "other tests ran at the same time") {
		t.Errorf("logs = %q", got.logs)
	}
}
