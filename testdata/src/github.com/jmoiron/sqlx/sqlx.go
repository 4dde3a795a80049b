// Package sqlx stands in for the real one in fixtures.
package sqlx

import (
	"context"
	"database/sql"
)

type DB struct{ *sql.DB }

type Rows struct{ *sql.Rows }

func (r *Rows) StructScan(dest interface{}) error         { return nil }
func (r *Rows) MapScan(dest map[string]interface{}) error { return nil }
func (r *Rows) SliceScan() ([]interface{}, error)         { return nil, nil }

type Row struct{ rows *sql.Rows }

func (r *Row) Scan(dest ...interface{}) error {
	defer r.rows.Close()
	return r.rows.Scan(dest...)
}

func (r *Row) StructScan(dest interface{}) error { return r.Scan(dest) }

func (r *Row) Err() error { return nil }

type Tx struct{ *sql.Tx }

type Stmt struct{ *sql.Stmt }

type NamedStmt struct{ Stmt *Stmt }

func (n *NamedStmt) Close() error { return n.Stmt.Close() }

type Conn struct{ *sql.Conn }

func (db *DB) Queryx(query string, args ...interface{}) (*Rows, error) {
	r, err := db.DB.Query(query, args...)
	if err != nil {
		return nil, err
	}
	return &Rows{Rows: r}, nil
}

func (db *DB) QueryxContext(ctx context.Context, query string, args ...interface{}) (*Rows, error) {
	r, err := db.DB.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	return &Rows{Rows: r}, nil
}

func (db *DB) NamedQuery(query string, arg interface{}) (*Rows, error) { return db.Queryx(query, arg) }

func (db *DB) QueryRowx(query string, args ...interface{}) *Row {
	r, _ := db.DB.Query(query, args...)
	return &Row{rows: r}
}

func (db *DB) Select(dest interface{}, query string, args ...interface{}) error {
	rows, err := db.Queryx(query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	return StructScan(rows, dest)
}

func (db *DB) Get(dest interface{}, query string, args ...interface{}) error {
	return db.QueryRowx(query, args...).Scan(dest)
}

func (db *DB) Beginx() (*Tx, error) {
	tx, err := db.DB.Begin()
	if err != nil {
		return nil, err
	}
	return &Tx{Tx: tx}, nil
}

func (db *DB) MustBegin() *Tx {
	tx, err := db.Beginx()
	if err != nil {
		panic(err)
	}
	return tx
}

func (db *DB) Preparex(query string) (*Stmt, error) {
	s, err := db.DB.Prepare(query)
	if err != nil {
		return nil, err
	}
	return &Stmt{Stmt: s}, nil
}

func (db *DB) PrepareNamed(query string) (*NamedStmt, error) {
	s, err := db.Preparex(query)
	if err != nil {
		return nil, err
	}
	return &NamedStmt{Stmt: s}, nil
}

func (tx *Tx) Queryx(query string, args ...interface{}) (*Rows, error) {
	r, err := tx.Tx.Query(query, args...)
	if err != nil {
		return nil, err
	}
	return &Rows{Rows: r}, nil
}

type rowsi interface {
	Close() error
	Next() bool
	Err() error
}

// StructScan reads all rows and closes them.
func StructScan(rows rowsi, dest interface{}) error {
	defer rows.Close()
	for rows.Next() {
	}
	return rows.Err()
}
