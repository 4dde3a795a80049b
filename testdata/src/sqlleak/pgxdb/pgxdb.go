// Package pgxdb has the same shapes with pgx.
package pgxdb

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Scan closes the rows when it fails.
func scanErrorOk(ctx context.Context, p *pgxpool.Pool) (ids []int, err error) {
	rows, err := p.Query(ctx, "SELECT id FROM t")
	if err != nil {
		return nil, err
	}
	for rows.Next() {
		var id int
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

func firstOnlyBad(ctx context.Context, p *pgxpool.Pool) (id int, err error) {
	rows, err := p.Query(ctx, "SELECT id FROM t") // want `rows from .*Query (is|are) not closed`
	if err != nil {
		return 0, err
	}
	if !rows.Next() {
		return 0, rows.Err()
	}
	err = rows.Scan(&id)
	return id, err
}

// Unlike those of database/sql, rows do not end with their transaction: Commit
// fails because the connection is busy, and Rollback destroys it.
func inTxBad(ctx context.Context, tx pgx.Tx) error {
	rows, err := tx.Query(ctx, "SELECT id FROM t") // want `rows from .*Query is never closed`
	if err != nil {
		return err
	}
	return rows.Err()
}

func inTxOk(ctx context.Context, tx pgx.Tx) error {
	rows, err := tx.Query(ctx, "SELECT id FROM t")
	if err != nil {
		return err
	}
	rows.Close()
	return rows.Err()
}

func deferredOk(ctx context.Context, c *pgx.Conn) error {
	rows, err := c.Query(ctx, "SELECT id FROM t")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
	}
	return rows.Err()
}

func collectedOk(ctx context.Context, p *pgxpool.Pool) ([]int, error) {
	rows, err := p.Query(ctx, "SELECT id FROM t")
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (n int, err error) {
		err = row.Scan(&n)
		return n, err
	})
}

// The error is in the rows, too, so that nobody need ask for it first.
func collectedUncheckedOk(ctx context.Context, p *pgxpool.Pool) (int, error) {
	rows, _ := p.Query(ctx, "SELECT id FROM t")
	return pgx.CollectOneRow(rows, func(row pgx.CollectableRow) (n int, err error) {
		err = row.Scan(&n)
		return n, err
	})
}

func acquiredBad(ctx context.Context, p *pgxpool.Pool) error {
	c, err := p.Acquire(ctx) // want `from .*Acquire is not (closed|released|returned to the pool) when err != nil`
	if err != nil {
		return err
	}
	tx, err := c.Begin(ctx)
	if err != nil {
		return err
	}
	defer c.Release()
	return tx.Commit(ctx)
}

func acquiredOk(ctx context.Context, p *pgxpool.Pool) error {
	c, err := p.Acquire(ctx)
	if err != nil {
		return err
	}
	defer c.Release()
	return c.Conn().Ping(ctx)
}

// Hijack takes the connection out of the pool for good.
func hijackedOk(ctx context.Context, p *pgxpool.Pool) (*pgx.Conn, error) {
	c, err := p.Acquire(ctx)
	if err != nil {
		return nil, err
	}
	return c.Hijack(), nil
}

func txBad(ctx context.Context, p *pgxpool.Pool) error {
	tx, err := p.Begin(ctx) // want `transaction from .*Begin is not committed or rolled back when err != nil`
	if err != nil {
		return err
	}
	if err := tx.Exec(ctx, "DELETE FROM t"); err != nil {
		return err
	}
	return tx.Commit(ctx)
}

func txOk(ctx context.Context, p *pgxpool.Pool) error {
	tx, err := p.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	if err := tx.Exec(ctx, "DELETE FROM t"); err != nil {
		return err
	}
	return tx.Commit(ctx)
}

func beginFuncOk(ctx context.Context, p *pgxpool.Pool) error {
	return pgx.BeginFunc(ctx, p, func(tx pgx.Tx) error {
		return tx.Exec(ctx, "DELETE FROM t")
	})
}

func batchBad(ctx context.Context, c *pgx.Conn) error {
	b := &pgx.Batch{}
	b.Queue("DELETE FROM t")
	res := c.SendBatch(ctx, b) // want `from .*SendBatch is never closed`
	return res.Exec()
}

func batchOk(ctx context.Context, c *pgx.Conn) error {
	b := &pgx.Batch{}
	b.Queue("DELETE FROM t")
	return c.SendBatch(ctx, b).Close()
}

func rowOk(ctx context.Context, c *pgx.Conn) (n int, err error) {
	err = c.QueryRow(ctx, "SELECT 1").Scan(&n)
	return n, err
}
