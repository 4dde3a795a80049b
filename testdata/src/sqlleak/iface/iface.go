// Package iface queries through the interfaces that *sql.DB, *sql.Tx and
// *sql.Conn have in common.
package iface

import (
	"context"
	"database/sql"
)

// DBTX is what generated query code asks for.
type DBTX interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
}

type queries struct{ db DBTX }

func (q *queries) namesOk(ctx context.Context) (names []string, err error) {
	rows, err := q.db.QueryContext(ctx, "SELECT name FROM t")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
}

func (q *queries) namesBad(ctx context.Context) (names []string, err error) {
	rows, err := q.db.QueryContext(ctx, "SELECT name FROM t") // want `rows from .*QueryContext (is|are) not closed`
	if err != nil {
		return nil, err
	}
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
}

func (q *queries) countOk(ctx context.Context) (n int, err error) {
	err = q.db.QueryRowContext(ctx, "SELECT COUNT(*) FROM t").Scan(&n)
	return n, err
}

// The statement is the transaction's, if q.db is one, and ends with it.
func (q *queries) FN_prepared(ctx context.Context) error {
	stmt, err := q.db.PrepareContext(ctx, "DELETE FROM t")
	if err != nil {
		return err
	}
	_, err = stmt.ExecContext(ctx)
	return err
}

// A type of one's own around the pool.
type store struct{ *sql.DB }

func (s *store) find(query string, args ...any) (*sql.Rows, error) {
	return s.DB.Query(query, args...)
}

func (s *store) firstBad() (name string, err error) {
	rows, err := s.find("SELECT name FROM t") // want `rows from .*find (is|are) (never|not) closed`
	if err != nil {
		return "", err
	}
	rows.Next()
	return name, rows.Scan(&name)
}

func (s *store) promotedBad() error {
	rows, err := s.Query("SELECT name FROM t") // want `rows from .*Query (is|are) never closed`
	if err != nil {
		return err
	}
	return rows.Err()
}
