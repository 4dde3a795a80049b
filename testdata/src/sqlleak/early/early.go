// Package early leaves the loop over the rows before its end.
package early

import (
	"database/sql"
	"errors"
)

func scanErrorBad(db *sql.DB) (ids []int, err error) {
	rows, err := db.Query("SELECT id FROM t") // want `rows from .*Query (is|are) not closed`
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
	return ids, nil
}

func scanErrorClosedOk(db *sql.DB) (ids []int, err error) {
	rows, err := db.Query("SELECT id FROM t")
	if err != nil {
		return nil, err
	}
	for rows.Next() {
		var id int
		if err := rows.Scan(&id); err != nil {
			rows.Close()
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

func breakBad(db *sql.DB, limit int) (ids []int) {
	rows, err := db.Query("SELECT id FROM t") // want `rows from .*Query (is|are) not closed`
	if err != nil {
		return nil
	}
	for rows.Next() {
		var id int
		rows.Scan(&id)
		if ids = append(ids, id); len(ids) == limit {
			break
		}
	}
	return ids
}

func breakThenCloseOk(db *sql.DB, limit int) (ids []int, err error) {
	rows, err := db.Query("SELECT id FROM t")
	if err != nil {
		return nil, err
	}
	for rows.Next() {
		var id int
		if err = rows.Scan(&id); err != nil {
			break
		}
		ids = append(ids, id)
	}
	return ids, errors.Join(err, rows.Err(), rows.Close())
}

// Close stands after the error return.
func closeTooLateBad(db *sql.DB, seen func(int) error) error {
	rows, err := db.Query("SELECT id FROM t") // want `rows from .*Query (is|are) not closed`
	if err != nil {
		return err
	}
	for rows.Next() {
		var id int
		if err := rows.Scan(&id); err != nil {
			return err
		}
		if err := seen(id); err != nil {
			return err
		}
	}
	rows.Close()
	return rows.Err()
}

func continueOk(db *sql.DB) (n int, err error) {
	rows, err := db.Query("SELECT id FROM t")
	if err != nil {
		return 0, err
	}
	for rows.Next() {
		var id sql.NullInt64
		if rows.Scan(&id) != nil {
			continue
		}
		n++
	}
	return n, rows.Err()
}

// The first rows are closed, the second are not.
func secondQueryBad(db *sql.DB) error {
	rows, err := db.Query("SELECT id FROM t")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
	}
	more, err := db.Query("SELECT id FROM u") // want `rows from .*Query (is|are) not closed`
	if err != nil {
		return err
	}
	for more.Next() {
		var id int
		if err := more.Scan(&id); err != nil {
			return err
		}
	}
	return nil
}

func panicInsideOk(db *sql.DB) {
	rows, err := db.Query("SELECT id FROM t")
	if err != nil {
		panic(err)
	}
	for rows.Next() {
		var id int
		if err := rows.Scan(&id); err != nil {
			panic(err)
		}
	}
}
