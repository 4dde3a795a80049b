// Package handoff gives rows to somebody else.
package handoff

import (
	"database/sql"
	"iter"
)

func returnedOk(db *sql.DB) (*sql.Rows, error) {
	return db.Query("SELECT name FROM t")
}

func callerBad(db *sql.DB) (name string, err error) {
	rows, err := returnedOk(db) // want `rows from .*returnedOk (is|are) (not|never) closed`
	if err != nil {
		return "", err
	}
	for rows.Next() {
		if err := rows.Scan(&name); err != nil {
			return "", err
		}
	}
	return name, nil
}

// A Cursor is closed by Close.
type Cursor struct{ rows *sql.Rows }

func (c *Cursor) Next() bool { return c.rows.Next() }

func (c *Cursor) Close() error { return c.rows.Close() }

func open(db *sql.DB) (*Cursor, error) {
	rows, err := db.Query("SELECT name FROM t")
	if err != nil {
		return nil, err
	}
	return &Cursor{rows}, nil
}

func cursorOk(db *sql.DB) error {
	c, err := open(db)
	if err != nil {
		return err
	}
	defer c.Close()
	c.Next()
	return nil
}

func cursorBad(db *sql.DB) error {
	c, err := open(db) // want `rows from .*open (is|are) (never|not) closed`
	if err != nil {
		return err
	}
	c.Next()
	return nil
}

func names(db *sql.DB) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		rows, err := db.Query("SELECT name FROM t")
		if err != nil {
			yield("", err)
			return
		}
		defer rows.Close()
		for rows.Next() {
			var name string
			if err := rows.Scan(&name); !yield(name, err) {
				return
			}
		}
	}
}

// The consumer stops early and the rows stay.
func namesBad(db *sql.DB) iter.Seq[string] {
	return func(yield func(string) bool) {
		rows, err := db.Query("SELECT name FROM t") // want `rows from .*Query (is|are) not closed`
		if err != nil {
			return
		}
		for rows.Next() {
			var name string
			rows.Scan(&name)
			if !yield(name) {
				return
			}
		}
	}
}

func goroutineOk(db *sql.DB, out chan<- string) error {
	rows, err := db.Query("SELECT name FROM t")
	if err != nil {
		return err
	}
	go func() {
		defer close(out)
		defer rows.Close()
		for rows.Next() {
			var name string
			if rows.Scan(&name) != nil {
				return
			}
			out <- name
		}
	}()
	return nil
}

func usedOk(db *sql.DB) error {
	for _, err := range names(db) {
		if err != nil {
			return err
		}
	}
	return nil
}
