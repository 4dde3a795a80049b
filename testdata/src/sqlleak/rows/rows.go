// Package rows has queries whose rows are read to the end, or are not.
package rows

import (
	"context"
	"database/sql"
	"errors"
)

func deferredOk(db *sql.DB) ([]string, error) {
	rows, err := db.Query("SELECT name FROM t")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
}

// Next closes the rows when it returns false.
func readToTheEndOk(db *sql.DB) (n int, err error) {
	rows, err := db.Query("SELECT name FROM t")
	if err != nil {
		return 0, err
	}
	for rows.Next() {
		n++
	}
	return n, rows.Err()
}

func neverReadBad(db *sql.DB) error {
	rows, err := db.Query("SELECT name FROM t") // want `rows from .*Query (is|are) never closed`
	if err != nil {
		return err
	}
	cols, err := rows.Columns()
	if err != nil || len(cols) == 0 {
		return errors.New("no columns")
	}
	return nil
}

// An update sent as a query pins its connection.
func discardedBad(db *sql.DB) error {
	_, err := db.Query("UPDATE t SET name = ''") // want `rows from .*Query (is|are) discarded`
	return err
}

func firstRowBad(ctx context.Context, db *sql.DB) (name string, err error) {
	rows, err := db.QueryContext(ctx, "SELECT name FROM t") // want `rows from .*QueryContext (is|are) not closed`
	if err != nil {
		return "", err
	}
	if rows.Next() {
		err = rows.Scan(&name)
	}
	return name, err
}

func firstRowOk(ctx context.Context, db *sql.DB) (name string, err error) {
	rows, err := db.QueryContext(ctx, "SELECT name FROM t")
	if err != nil {
		return "", err
	}
	defer rows.Close()
	if !rows.Next() {
		return "", sql.ErrNoRows
	}
	return name, rows.Scan(&name)
}

// Nothing to close where there is no row.
func noRowOk(db *sql.DB) (name string, err error) {
	rows, err := db.Query("SELECT name FROM t")
	if err != nil {
		return "", err
	}
	if !rows.Next() {
		return "", rows.Err()
	}
	err = rows.Scan(&name)
	return name, errors.Join(err, rows.Close())
}

func errIsNotReleaseBad(db *sql.DB) error {
	rows, err := db.Query("SELECT 1") // want `rows from .*Query (is|are) never closed`
	if err != nil {
		return err
	}
	return rows.Err()
}

func resultSetsOk(db *sql.DB) error {
	rows, err := db.Query("SELECT 1; SELECT 2")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
	}
	for rows.NextResultSet() {
		for rows.Next() {
		}
	}
	return rows.Err()
}

func closedByHelperOk(db *sql.DB) error {
	rows, err := db.Query("SELECT 1")
	if err != nil {
		return err
	}
	return count(rows)
}

func count(rows *sql.Rows) error {
	defer rows.Close()
	for rows.Next() {
	}
	return rows.Err()
}

func scanOne(rows *sql.Rows) (name string, err error) {
	rows.Next()
	err = rows.Scan(&name)
	return name, err
}

// The helper's Next closes where there is no row.
func FN_helperReadsOne(db *sql.DB) (string, error) {
	rows, err := db.Query("SELECT name FROM t")
	if err != nil {
		return "", err
	}
	return scanOne(rows)
}

// all reads to the end and leaves on errors.
func all(rows *sql.Rows) (names []string, err error) {
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
}

func helperReadsAllOk(db *sql.DB) ([]string, error) {
	rows, err := db.Query("SELECT name FROM t")
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	return all(rows)
}
