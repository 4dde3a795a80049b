// Package iteration asks for the next row in other ways than a for loop's
// condition.
package iteration

import (
	"database/sql"
	"errors"
)

func phiOk(db *sql.DB) (n int, err error) {
	rows, err := db.Query("SELECT 1")
	if err != nil {
		return 0, err
	}
	for ok := rows.Next(); ok; ok = rows.Next() {
		n++
	}
	return n, rows.Err()
}

func breakOk(db *sql.DB) (n int, err error) {
	rows, err := db.Query("SELECT 1")
	if err != nil {
		return 0, err
	}
	for {
		if !rows.Next() {
			break
		}
		n++
	}
	return n, rows.Err()
}

func variableOk(db *sql.DB) (bool, error) {
	rows, err := db.Query("SELECT 1")
	if err != nil {
		return false, err
	}
	more := rows.Next()
	if !more {
		return false, rows.Err()
	}
	return true, rows.Close()
}

func elseOk(db *sql.DB) (name string, err error) {
	rows, err := db.Query("SELECT name FROM t")
	if err != nil {
		return "", err
	}
	if rows.Next() {
		err = errors.Join(rows.Scan(&name), rows.Close())
	} else {
		err = sql.ErrNoRows
	}
	return name, err
}

func andBad(db *sql.DB, limit int) (n int, err error) {
	rows, err := db.Query("SELECT 1") // want `rows from .*Query (is|are) not closed`
	if err != nil {
		return 0, err
	}
	for n < limit && rows.Next() {
		n++
	}
	return n, rows.Err()
}

func andOk(db *sql.DB, limit int) (n int, err error) {
	rows, err := db.Query("SELECT 1")
	if err != nil {
		return 0, err
	}
	for rows.Next() && n < limit {
		n++
	}
	rows.Close()
	return n, rows.Err()
}

func closureOk(db *sql.DB, fail func(error)) error {
	rows, err := db.Query("SELECT 1")
	if err != nil {
		return err
	}
	closeRows := func() {
		if err := rows.Close(); err != nil {
			fail(err)
		}
	}
	var n int
	for rows.Next() {
		if err := rows.Scan(&n); err != nil {
			closeRows()
			return err
		}
	}
	closeRows()
	return nil
}

func eachRow(rows *sql.Rows, f func(*sql.Rows) error) error {
	defer rows.Close()
	for rows.Next() {
		if err := f(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

func eachOk(db *sql.DB) (n int, err error) {
	rows, err := db.Query("SELECT 1")
	if err != nil {
		return 0, err
	}
	err = eachRow(rows, func(r *sql.Rows) error { return r.Scan(&n) })
	return n, err
}

func collect[T any](rows *sql.Rows, scan func(*sql.Rows) (T, error)) (all []T, err error) {
	defer rows.Close()
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, rows.Err()
}

func collectOk(db *sql.DB) ([]int, error) {
	rows, err := db.Query("SELECT 1")
	if err != nil {
		return nil, err
	}
	return collect(rows, func(r *sql.Rows) (n int, err error) {
		err = r.Scan(&n)
		return n, err
	})
}

func exists(db *sql.DB, query string) (bool, error) {
	rows, err := db.Query(query)
	if err != nil {
		return false, err
	}
	defer rows.Close()
	return rows.Next(), rows.Err()
}

func existsBad(db *sql.DB, query string) bool {
	rows, err := db.Query(query) // want `rows from .*Query (is|are) (never|not) closed`
	if err != nil {
		return false
	}
	return rows.Next()
}

func nextInHelper(rows *sql.Rows) bool { return rows.Next() }

func helperOk(db *sql.DB) error {
	rows, err := db.Query("SELECT 1")
	if err != nil {
		return err
	}
	for nextInHelper(rows) {
	}
	return rows.Err()
}
