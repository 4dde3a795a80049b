// Package txflow ends transactions in the ways of real code.
package txflow

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log"
)

func commitFailsOk(db *sql.DB) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	if _, err := tx.Exec("DELETE FROM t"); err != nil {
		if rerr := tx.Rollback(); rerr != nil {
			log.Print(rerr)
		}
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

func deferredLiteralOk(db *sql.DB) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer func() {
		if err := tx.Rollback(); err != nil && !errors.Is(err, sql.ErrTxDone) {
			log.Print(err)
		}
	}()
	if _, err := tx.Exec("DELETE FROM t"); err != nil {
		return err
	}
	return tx.Commit()
}

func committedFlagOk(db *sql.DB) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	committed := false
	defer func() {
		if !committed {
			tx.Rollback()
		}
	}()
	if _, err := tx.Exec("DELETE FROM t"); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	committed = true
	return nil
}

// The flag is set before it is true.
func committedFlagBad(db *sql.DB) error {
	tx, err := db.Begin() // want `transaction from .*Begin is not committed or rolled back`
	if err != nil {
		return err
	}
	committed := false
	defer func() {
		if !committed {
			tx.Rollback()
		}
	}()
	committed = true
	if _, err := tx.Exec("DELETE FROM t"); err != nil {
		return err
	}
	return tx.Commit()
}

func nothingToDoBad(db *sql.DB, ids []int) error {
	tx, err := db.Begin() // want `transaction from .*Begin is not committed or rolled back`
	if err != nil {
		return err
	}
	if len(ids) == 0 {
		return nil
	}
	for _, id := range ids {
		if _, err := tx.Exec("DELETE FROM t WHERE id = ?", id); err != nil {
			tx.Rollback()
			return err
		}
	}
	return tx.Commit()
}

func loopOk(db *sql.DB, ids []int) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	for _, id := range ids {
		if _, err = tx.Exec("DELETE FROM t WHERE id = ?", id); err != nil {
			break
		}
	}
	if err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

func dryRunOk(db *sql.DB, dry bool) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	if _, err := tx.Exec("DELETE FROM t"); err != nil {
		tx.Rollback()
		return err
	}
	if dry {
		return tx.Rollback()
	}
	return tx.Commit()
}

type key struct{}

func inContextOk(ctx context.Context, db *sql.DB) (context.Context, error) {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	return context.WithValue(ctx, key{}, tx), nil
}

type repo struct {
	db *sql.DB
	tx *sql.Tx
}

func (r *repo) begin() (*repo, error) {
	tx, err := r.db.Begin()
	if err != nil {
		return nil, err
	}
	return &repo{db: r.db, tx: tx}, nil
}

func (r *repo) done(err *error) {
	if *err != nil {
		r.tx.Rollback()
		return
	}
	*err = r.tx.Commit()
}

func repoOk(r *repo) (err error) {
	t, err := r.begin()
	if err != nil {
		return err
	}
	defer t.done(&err)
	_, err = t.tx.Exec("DELETE FROM t")
	return err
}

func endTx(tx *sql.Tx, err *error) {
	if p := recover(); p != nil {
		tx.Rollback()
		panic(p)
	}
	if *err != nil {
		tx.Rollback()
	} else {
		*err = tx.Commit()
	}
}

func endTxOk(db *sql.DB) (err error) {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer endTx(tx, &err)
	_, err = tx.Exec("DELETE FROM t")
	return err
}

// Two transactions; the second one's failure leaves the first.
func twoBad(a, b *sql.DB) error {
	x, err := a.Begin() // want `transaction from .*Begin is not committed or rolled back when err != nil`
	if err != nil {
		return err
	}
	y, err := b.Begin()
	if err != nil {
		return err
	}
	defer x.Rollback()
	defer y.Rollback()
	return errors.Join(x.Commit(), y.Commit())
}
