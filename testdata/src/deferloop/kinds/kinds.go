// Package kinds defers the release of other things than bodies.
package kinds

import (
	"database/sql"
	"net"
	"os"
	"sync"
	"time"

	"github.com/gomodule/redigo/redis"
)

func connBad(addrs []string) error {
	for _, a := range addrs {
		c, err := net.Dial("tcp", a)
		if err != nil {
			return err
		}
		defer c.Close() // want `loop`
	}
	return nil
}

func rowsBad(db *sql.DB, tables []string) error {
	for _, t := range tables {
		rows, err := db.Query("SELECT * FROM " + t)
		if err != nil {
			return err
		}
		defer rows.Close() // want `loop`
		for rows.Next() {
		}
	}
	return nil
}

func stmtBad(db *sql.DB, queries []string) error {
	for _, q := range queries {
		stmt, err := db.Prepare(q)
		if err != nil {
			return err
		}
		defer stmt.Close() // want `loop`
	}
	return nil
}

// Committed in the iteration: the deferred call finds nothing to do.
func txOk(db *sql.DB, n int) error {
	for range n {
		tx, err := db.Begin()
		if err != nil {
			return err
		}
		defer tx.Rollback()
		if err := tx.Commit(); err != nil {
			return err
		}
	}
	return nil
}

func txBad(db *sql.DB, n int) error {
	for range n {
		tx, err := db.Begin()
		if err != nil {
			return err
		}
		defer tx.Rollback() // want `loop`
		if _, err := tx.Exec("SELECT 1"); err != nil {
			continue
		}
		if err := tx.Commit(); err != nil {
			return err
		}
	}
	return nil
}

func redisBad(p *redis.Pool, keys []string) error {
	for _, k := range keys {
		c := p.Get()
		defer c.Close() // want `loop`
		if _, err := c.Do("DEL", k); err != nil {
			return err
		}
	}
	return nil
}

type migrator struct{ pool *redis.Pool }

// The connection is closed by a literal, and lent to a function.
func (m *migrator) migrateBad(keys func() []string) error {
	for {
		for _, k := range keys() {
			c := m.pool.Get()
			defer func() { // want `pooled connection .* loop`
				_ = c.Close()
			}()
			if _, err := policy(c, k); err != nil {
				continue
			}
			if _, err := c.Do("DEL", k); err != nil {
				return err
			}
		}
	}
}

func policy(c redis.Conn, key string) (any, error) { return c.Do("GET", key) }

// All of them serve at the same time.
func listenersOk(addrs []string, serve func(net.Listener)) {
	for _, a := range addrs {
		l, err := net.Listen("tcp", a)
		if err != nil {
			return
		}
		defer l.Close()
		go serve(l)
	}
}

// Collected: the connections are needed together.
func collectedOk(addrs []string, use func([]net.Conn)) error {
	var conns []net.Conn
	for _, a := range addrs {
		c, err := net.Dial("tcp", a)
		if err != nil {
			return err
		}
		defer c.Close()
		conns = append(conns, c)
	}
	use(conns)
	return nil
}

func goroutinesOk(addrs []string, use func(net.Conn)) {
	var wg sync.WaitGroup
	for _, a := range addrs {
		c, err := net.Dial("tcp", a)
		if err != nil {
			continue
		}
		defer c.Close()
		wg.Go(func() { use(c) })
	}
	wg.Wait()
}

// Nothing of a connection in these.
func mutexOk(mus []*sync.Mutex) {
	for _, mu := range mus {
		mu.Lock()
		defer mu.Unlock()
	}
}

func printOk(n int) {
	for i := range n {
		defer println(i)
	}
}

func removedOk(names []string) {
	for _, name := range names {
		defer os.Remove(name)
	}
}

func tickerOk(n int) {
	for range n {
		t := time.NewTicker(time.Second)
		defer t.Stop()
	}
}

// The loop goes over what was acquired before it.
func releasedTogetherOk(conns []net.Conn, use func([]net.Conn)) {
	for _, c := range conns {
		defer c.Close()
	}
	use(conns)
}

// Acquired before the loop, released by the last deferred call at the latest.
func outsideOk(addr string, n int) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return
	}
	for i := range n {
		if i == 0 {
			defer c.Close()
		}
	}
}
