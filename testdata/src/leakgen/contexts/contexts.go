// Package contexts asks with a context that nobody can cancel.
package contexts

import (
	"context"
	"database/sql"
)

func query(db *sql.DB) (*sql.Rows, error) {
	return db.QueryContext(context.Background(), "select id from t")
}

func helperBad(db *sql.DB) error {
	rows, err := query(db) // want `rows from .*query is never closed`
	if err != nil {
		return err
	}
	return rows.Err()
}

func helperOk(db *sql.DB) error {
	rows, err := query(db)
	if err != nil {
		return err
	}
	defer rows.Close()
	return rows.Err()
}

func literalBad(db *sql.DB) error {
	open := func() (*sql.Rows, error) {
		return db.QueryContext(context.Background(), "select id from t")
	}
	rows, err := open() // want `rows from .* is never closed`
	if err != nil {
		return err
	}
	return rows.Err()
}

type opener interface{ open() (*sql.Rows, error) }

type direct struct{ db *sql.DB }

func (d direct) open() (*sql.Rows, error) {
	return d.db.QueryContext(context.Background(), "select id from t")
}

func methodBad(db *sql.DB) error {
	var o opener = direct{db}
	rows, err := o.open() // want `rows from .*open is never closed`
	if err != nil {
		return err
	}
	return rows.Err()
}
