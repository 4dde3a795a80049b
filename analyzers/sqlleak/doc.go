// Package sqlleak defines the rule sqlleak.
//
// # sqlleak: rows, statement or transaction left open on some path
//
// # What it reports
//
// Rows and statements that are not closed, single connections that are not given
// back, and transactions that are neither committed nor rolled back, on some path
// through the function that obtained them: those of database/sql, and of sqlx and
// pgx. Rows whose Next returned false count as closed. A row that is never scanned
// counts as open.
//
// # Why it matters
//
// Each of them holds a connection of the pool until it is released. Where the pool
// is bounded (SetMaxOpenConns), the program stops when the last connection is
// taken: with a limit of five, the sixth query waits for ever. Where it is not, the
// database runs out of connections instead.
//
// # Bad
//
// The rows stay open when Scan fails:
//
//	rows, err := db.Query("SELECT name FROM users")
//	if err != nil {
//		return err
//	}
//	for rows.Next() {
//		if err := rows.Scan(&name); err != nil {
//			return err
//		}
//	}
//	return rows.Err()
//
// # Good
//
// They are closed however the function is left:
//
//	rows, err := db.Query("SELECT name FROM users")
//	if err != nil {
//		return err
//	}
//	defer rows.Close()
//	for rows.Next() {
//		if err := rows.Scan(&name); err != nil {
//			return err
//		}
//	}
//	return rows.Err()
//
// # What it does not report
//
// Loops that run until Next returns false and leave in no other way: that closes
// the rows. Statements and connections that are stored or handed on. A transaction
// whose deferred Rollback runs after Commit: the Rollback does nothing then.
//
// # Fix
//
// Where no path hands the value on, the fix adds a deferred Close or Rollback after
// the check of the error.
package sqlleak

import _ "embed"

//go:embed doc.go
var doc string
