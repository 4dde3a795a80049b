// Package loops queries and prepares once per iteration.
package loops

import "database/sql"

func preparedInLoopBad(db *sql.DB, names []string) error {
	for _, name := range names {
		stmt, err := db.Prepare("INSERT INTO t VALUES (?)") // want `statement from .*Prepare is never closed`
		if err != nil {
			return err
		}
		if _, err := stmt.Exec(name); err != nil {
			return err
		}
	}
	return nil
}

func preparedOnceOk(db *sql.DB, names []string) error {
	stmt, err := db.Prepare("INSERT INTO t VALUES (?)")
	if err != nil {
		return err
	}
	defer stmt.Close()
	for _, name := range names {
		if _, err := stmt.Exec(name); err != nil {
			return err
		}
	}
	return nil
}

func queriedInLoopBad(db *sql.DB, ids []int) (n int, err error) {
	for _, id := range ids {
		rows, err := db.Query("SELECT 1 FROM t WHERE id = ?", id) // want `rows from .*Query (is|are) not closed`
		if err != nil {
			return 0, err
		}
		if rows.Next() {
			n++
		}
	}
	return n, nil
}

func queriedInLoopOk(db *sql.DB, ids []int) (n int, err error) {
	for _, id := range ids {
		rows, err := db.Query("SELECT 1 FROM t WHERE id = ?", id)
		if err != nil {
			return 0, err
		}
		if rows.Next() {
			n++
		}
		if err := rows.Close(); err != nil {
			return 0, err
		}
	}
	return n, nil
}

func nestedOk(db *sql.DB) error {
	outer, err := db.Query("SELECT id FROM t")
	if err != nil {
		return err
	}
	defer outer.Close()
	for outer.Next() {
		var id int
		if err := outer.Scan(&id); err != nil {
			return err
		}
		inner, err := db.Query("SELECT 1 FROM u WHERE t = ?", id)
		if err != nil {
			return err
		}
		for inner.Next() {
		}
		if err := inner.Close(); err != nil {
			return err
		}
	}
	return outer.Err()
}

func retriedOk(db *sql.DB, retry func(error) bool) (*sql.Rows, error) {
	for {
		rows, err := db.Query("SELECT 1")
		if err == nil {
			return rows, nil
		}
		if !retry(err) {
			return nil, err
		}
	}
}
