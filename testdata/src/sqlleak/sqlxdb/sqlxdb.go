// Package sqlxdb has the same shapes with sqlx.
package sqlxdb

import "github.com/jmoiron/sqlx"

type item struct{ Name string }

func neverReadBad(db *sqlx.DB) error {
	rows, err := db.Queryx("SELECT name FROM t") // want `rows from .*Queryx (is|are) never closed`
	if err != nil {
		return err
	}
	return rows.Err()
}

func scanErrorBad(db *sqlx.DB) (items []item, err error) {
	rows, err := db.Queryx("SELECT name FROM t") // want `rows from .*Queryx (is|are) not closed`
	if err != nil {
		return nil, err
	}
	for rows.Next() {
		var it item
		if err := rows.StructScan(&it); err != nil {
			return nil, err
		}
		items = append(items, it)
	}
	return items, rows.Err()
}

func deferredOk(db *sqlx.DB) error {
	rows, err := db.NamedQuery("SELECT name FROM t WHERE name = :name", item{"x"})
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.MapScan(map[string]interface{}{}); err != nil {
			return err
		}
	}
	return rows.Err()
}

// The package function reads and closes.
func structScanOk(db *sqlx.DB) (items []item, err error) {
	rows, err := db.Queryx("SELECT name FROM t")
	if err != nil {
		return nil, err
	}
	return items, sqlx.StructScan(rows, &items)
}

func selectOk(db *sqlx.DB) (items []item, err error) {
	err = db.Select(&items, "SELECT name FROM t")
	return items, err
}

// The method of the embedded *sql.DB.
func plainBad(db *sqlx.DB) error {
	rows, err := db.Query("SELECT name FROM t") // want `rows from .*Query (is|are) never closed`
	if err != nil {
		return err
	}
	return rows.Err()
}

func txBad(db *sqlx.DB) error {
	tx, err := db.Beginx() // want `transaction from .*Beginx is not committed or rolled back when err != nil`
	if err != nil {
		return err
	}
	if _, err := tx.Exec("DELETE FROM t"); err != nil {
		return err
	}
	return tx.Commit()
}

func txOk(db *sqlx.DB) error {
	tx := db.MustBegin()
	defer tx.Rollback()
	if _, err := tx.Exec("DELETE FROM t"); err != nil {
		return err
	}
	return tx.Commit()
}

func namedStmtBad(db *sqlx.DB) error {
	_, err := db.PrepareNamed("SELECT :x") // want `statement from .*PrepareNamed is discarded`
	return err
}

func rowOk(db *sqlx.DB) (it item, err error) {
	err = db.QueryRowx("SELECT name FROM t").StructScan(&it)
	return it, err
}

func rowBad(db *sqlx.DB) error {
	return db.QueryRowx("SELECT name FROM t").Err() // want `row from .*QueryRowx is never scanned`
}
