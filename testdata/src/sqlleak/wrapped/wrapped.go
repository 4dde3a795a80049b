// Package wrapped keeps pooled connections in what it returns, by closures and
// by chunks of preallocated values.
package wrapped

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

type session struct {
	conn  *pgx.Conn
	close func(context.Context) error
}

func (s *session) Close(ctx context.Context) error { return s.close(ctx) }

func eitherOk(ctx context.Context, p *pgxpool.Pool, url string) (*session, error) {
	var (
		err   error
		conn  *pgx.Conn
		close func(context.Context) error
	)
	if p == nil {
		if conn, err = pgx.Connect(ctx, url); err != nil {
			return nil, err
		}
		if err = conn.Ping(ctx); err != nil {
			conn.Close(ctx)
			return nil, err
		}
		close = conn.Close
	} else {
		var pooled *pgxpool.Conn
		if pooled, err = p.Acquire(ctx); err != nil {
			return nil, err
		}
		conn = pooled.Conn()
		close = func(context.Context) error {
			pooled.Release()
			return nil
		}
	}
	return &session{conn, close}, nil
}

func literalOk(ctx context.Context, p *pgxpool.Pool) (*session, error) {
	c, err := p.Acquire(ctx)
	if err != nil {
		return nil, err
	}
	return &session{c.Conn(), func(context.Context) error {
		c.Release()
		return nil
	}}, nil
}

type poolRows struct {
	rows pgx.Rows
	conn *pgxpool.Conn
}

func (r *poolRows) Close() {
	r.rows.Close()
	r.conn.Release()
}

type pool struct {
	p     *pgxpool.Pool
	chunk []poolRows
}

// wrap takes a value out of the chunk.
func (p *pool) wrap(c *pgxpool.Conn, rows pgx.Rows) *poolRows {
	if len(p.chunk) == 0 {
		p.chunk = make([]poolRows, 128)
	}
	r := &p.chunk[0]
	p.chunk = p.chunk[1:]
	r.rows = rows
	r.conn = c
	return r
}

func (p *pool) queryOk(ctx context.Context, sql string) (*poolRows, error) {
	c, err := p.p.Acquire(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := c.Query(ctx, sql)
	if err != nil {
		c.Release()
		return nil, err
	}
	return p.wrap(c, rows), nil
}

func (p *pool) queryBad(ctx context.Context, sql string) (*poolRows, error) {
	c, err := p.p.Acquire(ctx) // want `pooled connection from .*Acquire is not returned to the pool when err != nil`
	if err != nil {
		return nil, err
	}
	rows, err := c.Query(ctx, sql)
	if err != nil {
		return nil, err
	}
	return p.wrap(c, rows), nil
}

// A value that is taken out of a pool of values, too, holds the connection.
type handle struct{ c *pgxpool.Conn }

func (h *handle) free() { h.c.Release() }

type handles struct{ idle chan *handle }

func (hs *handles) get() *handle {
	select {
	case h := <-hs.idle:
		return h
	default:
		return &handle{}
	}
}

func (hs *handles) acquireOk(ctx context.Context, p *pgxpool.Pool) (*handle, error) {
	c, err := p.Acquire(ctx)
	if err != nil {
		return nil, err
	}
	h := hs.get()
	h.c = c
	return h, nil
}
