// Package pgxpool stands in for the real one in fixtures.
package pgxpool

import (
	"context"

	"github.com/jackc/pgx/v5"
)

type Pool struct{ free chan *pgx.Conn }

type Conn struct {
	conn *pgx.Conn
	p    *Pool
}

func New(ctx context.Context, connString string) (*Pool, error) {
	return &Pool{free: make(chan *pgx.Conn, 1)}, ctx.Err()
}

func (p *Pool) Close() { close(p.free) }

func (p *Pool) Acquire(ctx context.Context) (*Conn, error) {
	return &Conn{conn: <-p.free, p: p}, ctx.Err()
}

func (p *Pool) Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error) {
	c, err := p.Acquire(ctx)
	if err != nil {
		return nil, err
	}
	return c.Query(ctx, sql, args...)
}

func (p *Pool) QueryRow(ctx context.Context, sql string, args ...any) pgx.Row {
	rows, _ := p.Query(ctx, sql, args...)
	return rows
}

func (p *Pool) Begin(ctx context.Context) (pgx.Tx, error) {
	c, err := p.Acquire(ctx)
	if err != nil {
		return nil, err
	}
	return c.Begin(ctx)
}

func (c *Conn) Release() { c.p.free <- c.conn }

func (c *Conn) Conn() *pgx.Conn { return c.conn }

func (c *Conn) Begin(ctx context.Context) (pgx.Tx, error) { return c.conn.Begin(ctx) }

func (c *Conn) Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error) {
	return c.conn.Query(ctx, sql, args...)
}

func (c *Conn) Hijack() *pgx.Conn {
	conn := c.conn
	c.conn = nil
	return conn
}
