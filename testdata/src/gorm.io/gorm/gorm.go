// Package gorm stands in for the real one in fixtures.
package gorm

import "database/sql"

type DB struct {
	Error        error
	RowsAffected int64
	pool         *sql.DB
}

func (db *DB) Begin(opts ...*sql.TxOptions) *DB {
	tx := &DB{pool: db.pool}
	_, tx.Error = db.pool.Begin()
	return tx
}

func (db *DB) Commit() *DB { return db }

func (db *DB) Rollback() *DB { return db }

func (db *DB) Create(value interface{}) *DB { return db }

func (db *DB) Model(value interface{}) *DB { return db }

func (db *DB) Where(query interface{}, args ...interface{}) *DB { return db }

func (db *DB) First(dest interface{}, conds ...interface{}) *DB { return db }

func (db *DB) Rows() (*sql.Rows, error) { return db.pool.Query("") }

func (db *DB) ScanRows(rows *sql.Rows, dest interface{}) error { return rows.Scan(dest) }

func (db *DB) DB() (*sql.DB, error) { return db.pool, nil }

func (db *DB) Transaction(fc func(tx *DB) error, opts ...*sql.TxOptions) error {
	return fc(db)
}
