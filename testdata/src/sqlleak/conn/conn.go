// Package conn takes one connection out of the pool.
package conn

import (
	"context"
	"database/sql"
)

func neverReturnedBad(ctx context.Context, db *sql.DB) error {
	c, err := db.Conn(ctx) // want `pooled connection from .*Conn is never returned to the pool`
	if err != nil {
		return err
	}
	return c.PingContext(ctx)
}

func deferredOk(ctx context.Context, db *sql.DB) error {
	c, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	return c.PingContext(ctx)
}

func lockFailsBad(ctx context.Context, db *sql.DB) (func() error, error) {
	c, err := db.Conn(ctx) // want `pooled connection from .*Conn is not returned to the pool when err != nil`
	if err != nil {
		return nil, err
	}
	if _, err := c.ExecContext(ctx, "SELECT pg_advisory_lock(1)"); err != nil {
		return nil, err
	}
	return c.Close, nil
}

func errIgnoredBad(ctx context.Context, db *sql.DB) {
	c, _ := db.Conn(ctx) // want `pooled connection from .*Conn is never returned to the pool`
	c.PingContext(ctx)
}

func rowsOfConnBad(ctx context.Context, db *sql.DB) error {
	c, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	rows, err := c.QueryContext(ctx, "SELECT 1") // want `rows from .*QueryContext (is|are) never closed`
	if err != nil {
		return err
	}
	_, err = rows.Columns()
	return err
}

type locker struct{ c *sql.Conn }

func (l *locker) Unlock() error { return l.c.Close() }

func lockOk(ctx context.Context, db *sql.DB) (*locker, error) {
	c, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	return &locker{c}, nil
}
