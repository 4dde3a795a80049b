// Package stmt has prepared statements.
package stmt

import (
	"context"
	"database/sql"
	"errors"
)

func neverClosedBad(db *sql.DB) error {
	stmt, err := db.Prepare("DELETE FROM t") // want `statement from .*Prepare is never closed`
	if err != nil {
		return err
	}
	_, err = stmt.Exec()
	return err
}

func deferredOk(ctx context.Context, db *sql.DB) error {
	stmt, err := db.PrepareContext(ctx, "DELETE FROM t")
	if err != nil {
		return err
	}
	defer stmt.Close()
	_, err = stmt.ExecContext(ctx)
	return err
}

func execFailsBad(db *sql.DB) error {
	stmt, err := db.Prepare("DELETE FROM t") // want `statement from .*Prepare is not closed when err != nil`
	if err != nil {
		return err
	}
	if _, err := stmt.Exec(); err != nil {
		return err
	}
	return stmt.Close()
}

// Commit and Rollback close the transaction's statements.
func ofTransactionOk(db *sql.DB) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	stmt, err := tx.Prepare("DELETE FROM t")
	if err != nil {
		return err
	}
	if _, err := stmt.Exec(); err != nil {
		return err
	}
	return tx.Commit()
}

type store struct{ insert, remove *sql.Stmt }

func (s *store) Close() error { return errors.Join(s.insert.Close(), s.remove.Close()) }

func newStoreBad(db *sql.DB) (*store, error) {
	insert, err := db.Prepare("INSERT INTO t VALUES (?)") // want `statement from .*Prepare is not closed when err != nil`
	if err != nil {
		return nil, err
	}
	remove, err := db.Prepare("DELETE FROM t")
	if err != nil {
		return nil, err
	}
	return &store{insert, remove}, nil
}

func newStoreOk(db *sql.DB) (*store, error) {
	insert, err := db.Prepare("INSERT INTO t VALUES (?)")
	if err != nil {
		return nil, err
	}
	remove, err := db.Prepare("DELETE FROM t")
	if err != nil {
		insert.Close()
		return nil, err
	}
	return &store{insert, remove}, nil
}

// Prepared once for the life of the process.
var byID *sql.Stmt

func prepareAllOk(db *sql.DB) (err error) {
	byID, err = db.Prepare("SELECT name FROM t WHERE id = ?")
	return err
}

func queryOfStatementBad(db *sql.DB) error {
	stmt, err := db.Prepare("SELECT 1")
	if err != nil {
		return err
	}
	defer stmt.Close()
	rows, err := stmt.Query() // want `rows from .*Query (is|are) never closed`
	if err != nil {
		return err
	}
	_, err = rows.Columns()
	return err
}
