package conntest

import (
	"database/sql"
	"fmt"
	"time"
)

// CheckDB fails the test if it leaves more connections of db in use than it
// found: rows, statements' connections or transactions that nobody closed.
// These have no goroutine of their own, so that [Check] does not see them.
func CheckDB(t TB, db *sql.DB, opts ...Option) {
	t.Helper()
	s := scopeOf(t)
	cfg := newConfig(defaultSettle, opts)
	before := db.Stats().InUse
	t.Cleanup(func() {
		t.Helper()
		s.verify(cfg.settle, func() []*finding {
			n := db.Stats().InUse - before
			if n <= 0 {
				return nil
			}
			return []*finding{{leak: Leak{
				Rule: sqlleak, Count: n, FirstSeen: time.Now(),
				Message: fmt.Sprintf("%d connections of sql.DB are still in use: rows or a transaction are never closed", n),
			}}}
		})
	})
}
