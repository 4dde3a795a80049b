package conntest

import (
	"errors"
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"strings"
	"time"

	"github.com/connlint/connlint/conntest/internal/goroutine"
	"github.com/connlint/connlint/conntest/internal/socket"
)

// A socketBaseline is the sockets of the process before a test.
type socketBaseline struct {
	before map[uint64]bool
	pooled int
	err    error // why the sockets cannot tell
}

func newSocketBaseline() *socketBaseline {
	b := &socketBaseline{before: make(map[uint64]bool), pooled: pooled(goroutine.Profile())}
	table, err := socket.Read()
	b.err = err
	for _, s := range table.Own {
		b.before[s.Inode] = true
	}
	return b
}

// pooled counts the connections that HTTP transports hold.
func pooled(groups []goroutine.Group) int {
	return count(groups, goroutine.HTTPIdle) + count(groups, goroutine.HTTPOpen) + count(groups, goroutine.HTTP2Conn)
}

// find reports the connected sockets that are new and in no HTTP pool.
func (b *socketBaseline) find(c *check, groups []goroutine.Group) []*finding {
	if b.err == nil && c.isShared() {
		b.err = errors.New("other tests ran at the same time")
	}
	if b.err != nil {
		return nil
	}
	var table socket.Table
	if table, b.err = socket.Read(); b.err != nil {
		return nil
	}
	n, ends := b.fresh(table)
	mine := pooled(mineOf(groups, c.id))
	n -= mine + max(0, pooled(groups)-mine-b.pooled)
	if n <= c.cfg.maxSockets {
		return nil
	}
	return []*finding{{leak: Leak{
		Rule: connleak, Count: n, FirstSeen: time.Now(),
		Message: fmt.Sprintf("%d sockets are left connected, %d allowed: %s", n, c.cfg.maxSockets, ends),
	}}}
}

// fresh counts the new connections that this process made, and names their
// remote ends. A connection of which it holds both ends counts once.
func (b *socketBaseline) fresh(table socket.Table) (int, string) {
	type pair struct{ a, b netip.AddrPort }
	seen := make(map[pair]bool)
	ends := make(map[string]int)
	n := 0
	for _, s := range table.Own {
		if !s.Outbound || b.before[s.Inode] || seen[pair{s.Remote, s.Local}] {
			continue
		}
		seen[pair{s.Local, s.Remote}] = true
		ends[s.Remote.String()+" "+s.State]++
		n++
	}
	var names []string
	for _, end := range slices.Sorted(maps.Keys(ends)) {
		names = append(names, fmt.Sprintf("%d to %s", ends[end], end))
	}
	if len(names) > 5 {
		names = append(names[:5], "...")
	}
	return n, strings.Join(names, ", ")
}
