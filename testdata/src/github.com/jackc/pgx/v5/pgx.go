// Package pgx stands in for the real one in fixtures.
package pgx

import "context"

type Rows interface {
	Close()
	Err() error
	Next() bool
	Scan(dest ...any) error
}

type Row interface {
	Scan(dest ...any) error
}

type TxOptions struct{ IsoLevel string }

type Batch struct{ queries []string }

func (b *Batch) Queue(query string, arguments ...any) { b.queries = append(b.queries, query) }

type BatchResults interface {
	Exec() error
	Close() error
}

type Tx interface {
	Begin(ctx context.Context) (Tx, error)
	Commit(ctx context.Context) error
	Rollback(ctx context.Context) error
	Query(ctx context.Context, sql string, args ...any) (Rows, error)
	QueryRow(ctx context.Context, sql string, args ...any) Row
	Exec(ctx context.Context, sql string, arguments ...any) error
}

type Conn struct{ wire wire }

type wire interface {
	query(sql string, args ...any) (Rows, error)
	begin() (Tx, error)
	close() error
}

func Connect(ctx context.Context, connString string) (*Conn, error) {
	return &Conn{}, ctx.Err()
}

func (c *Conn) Close(ctx context.Context) error { return c.wire.close() }

func (c *Conn) Ping(ctx context.Context) error { return ctx.Err() }

func (c *Conn) Query(ctx context.Context, sql string, args ...any) (Rows, error) {
	return c.wire.query(sql, args...)
}

func (c *Conn) QueryRow(ctx context.Context, sql string, args ...any) Row {
	rows, _ := c.wire.query(sql, args...)
	return rows
}

func (c *Conn) Begin(ctx context.Context) (Tx, error) { return c.wire.begin() }

func (c *Conn) BeginTx(ctx context.Context, txOptions TxOptions) (Tx, error) { return c.wire.begin() }

func (c *Conn) SendBatch(ctx context.Context, b *Batch) BatchResults { return nil }

type CollectableRow interface{ Scan(dest ...any) error }

type RowToFunc[T any] func(row CollectableRow) (T, error)

// CollectRows reads all rows and closes them.
func CollectRows[T any](rows Rows, fn RowToFunc[T]) ([]T, error) {
	defer rows.Close()
	var all []T
	for rows.Next() {
		v, err := fn(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, rows.Err()
}

func CollectOneRow[T any](rows Rows, fn RowToFunc[T]) (T, error) {
	defer rows.Close()
	rows.Next()
	return fn(rows)
}

// BeginFunc commits or rolls back after fn.
func BeginFunc(ctx context.Context, db interface {
	Begin(ctx context.Context) (Tx, error)
}, fn func(Tx) error) error {
	tx, err := db.Begin(ctx)
	if err != nil {
		return err
	}
	if err := fn(tx); err != nil {
		tx.Rollback(ctx)
		return err
	}
	return tx.Commit(ctx)
}
