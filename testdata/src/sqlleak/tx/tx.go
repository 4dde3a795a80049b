// Package tx has transactions that are not ended on some path.
package tx

import (
	"context"
	"database/sql"
	"errors"
)

func noRollbackBad(db *sql.DB) error {
	tx, err := db.Begin() // want `transaction from .*Begin is not committed or rolled back when err != nil`
	if err != nil {
		return err
	}
	if _, err := tx.Exec("DELETE FROM t"); err != nil {
		return err
	}
	return tx.Commit()
}

func rollbackOk(db *sql.DB) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	if _, err := tx.Exec("DELETE FROM t"); err != nil {
		tx.Rollback()
		return err
	}
	return tx.Commit()
}

func deferredRollbackOk(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "DELETE FROM t"); err != nil {
		return err
	}
	return tx.Commit()
}

func neverEndedBad(db *sql.DB) error {
	tx, err := db.Begin() // want `transaction from .*Begin is never committed or rolled back`
	if err != nil {
		return err
	}
	_, err = tx.Exec("DELETE FROM t")
	return err
}

func byErrorOk(db *sql.DB) (err error) {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			tx.Rollback()
			return
		}
		err = tx.Commit()
	}()
	_, err = tx.Exec("DELETE FROM t")
	return err
}

// Only panics and errors roll back; a plain return in between does neither.
func byErrorBad(db *sql.DB, dry bool) (err error) {
	tx, err := db.Begin() // want `transaction from .*Begin is not committed or rolled back when dry`
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			tx.Rollback()
		}
	}()
	if _, err = tx.Exec("DELETE FROM t"); err != nil {
		return err
	}
	if dry {
		return nil
	}
	return tx.Commit()
}

func recoveredOk(db *sql.DB, f func(*sql.Tx) error) (err error) {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer func() {
		if p := recover(); p != nil {
			tx.Rollback()
			panic(p)
		} else if err != nil {
			err = errors.Join(err, tx.Rollback())
		} else {
			err = tx.Commit()
		}
	}()
	return f(tx)
}

func inTx(db *sql.DB, f func(*sql.Tx) error) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	if err := f(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

func callbackOk(db *sql.DB) error {
	return inTx(db, func(tx *sql.Tx) error {
		_, err := tx.Exec("DELETE FROM t")
		return err
	})
}

func finish(tx *sql.Tx, err error) error {
	if err != nil {
		tx.Rollback()
		return err
	}
	return tx.Commit()
}

func finishedOk(db *sql.DB) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	_, err = tx.Exec("DELETE FROM t")
	return finish(tx, err)
}

func returnedOk(db *sql.DB) (*sql.Tx, error) {
	tx, err := db.Begin()
	if err != nil {
		return nil, err
	}
	if _, err := tx.Exec("SET TRANSACTION READ ONLY"); err != nil {
		return nil, errors.Join(err, tx.Rollback())
	}
	return tx, nil
}

type unit struct{ tx *sql.Tx }

func (u *unit) Commit() error { return u.tx.Commit() }

func (u *unit) Rollback() error { return u.tx.Rollback() }

func storedOk(db *sql.DB) (*unit, error) {
	tx, err := db.Begin()
	if err != nil {
		return nil, err
	}
	return &unit{tx}, nil
}

// The rows belong to the transaction and end with it.
func rowsOfTransactionOk(db *sql.DB) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	rows, err := tx.Query("SELECT 1")
	if err != nil {
		return err
	}
	if rows.Next() {
		return errors.New("not empty")
	}
	return tx.Commit()
}

func retriedBad(db *sql.DB) error {
	for range 3 {
		tx, err := db.Begin() // want `transaction from .*Begin is not committed or rolled back`
		if err != nil {
			return err
		}
		if _, err := tx.Exec("DELETE FROM t"); err != nil {
			continue
		}
		return tx.Commit()
	}
	return errors.New("gave up")
}
