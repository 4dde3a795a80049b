// Package row has single rows: Scan is what gives the connection back.
package row

import (
	"context"
	"database/sql"
)

func scannedOk(db *sql.DB) (n int, err error) {
	err = db.QueryRow("SELECT COUNT(*) FROM t").Scan(&n)
	return n, err
}

func neverScannedBad(db *sql.DB) error {
	row := db.QueryRow("UPDATE t SET n = 1") // want `row from .*QueryRow is never scanned`
	return row.Err()
}

func discardedBad(db *sql.DB) {
	db.QueryRow("UPDATE t SET n = 1") // want `row from .*QueryRow is discarded`
}

func onePathBad(ctx context.Context, db *sql.DB, want bool) (n int, err error) {
	row := db.QueryRowContext(ctx, "SELECT 1") // want `row from .*QueryRowContext is not scanned unless want`
	if want {
		err = row.Scan(&n)
	}
	return n, err
}

func returnedOk(db *sql.DB, id int) *sql.Row {
	return db.QueryRow("SELECT name FROM t WHERE id = ?", id)
}

func scan(row *sql.Row) (s string, err error) {
	err = row.Scan(&s)
	return s, err
}

func helperOk(db *sql.DB) (string, error) {
	return scan(db.QueryRow("SELECT name FROM t"))
}

func callerOk(db *sql.DB) (s string, err error) {
	row := returnedOk(db, 1)
	err = row.Scan(&s)
	return s, err
}

func callerBad(db *sql.DB) error {
	return returnedOk(db, 1).Err() // want `row from .*returnedOk is never scanned`
}

type scanner interface{ Scan(dest ...any) error }

func read(s scanner) (name string, err error) {
	err = s.Scan(&name)
	return name, err
}

func interfaceOk(db *sql.DB) (string, error) {
	return read(db.QueryRow("SELECT name FROM t"))
}
