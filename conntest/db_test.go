package conntest_test

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"io"
	"testing"

	"github.com/connlint/connlint/conntest"
)

func TestCheckDB(t *testing.T) {
	for _, tt := range []struct {
		name string
		use  func(*sql.DB)
		leak bool
	}{
		{"rows closed", func(db *sql.DB) { rows, _ := db.Query(""); rows.Close() }, false},
		{"rows read to the end", func(db *sql.DB) {
			rows, _ := db.Query("")
			for rows.Next() {
			}
		}, false},
		{"rows open", func(db *sql.DB) { db.Query("") }, true},
		{"conn open", func(db *sql.DB) { db.Conn(context.Background()) }, true},
		{"tx open", func(db *sql.DB) { db.Begin() }, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			db := openFake(t)
			before, err := db.Query("") // open before the test, and after it
			if err != nil {
				t.Fatal(err)
			}
			defer before.Close()
			got := try(t, func(t *fakeT) {
				conntest.CheckDB(t, db, brief)
				tt.use(db)
			})
			if tt.leak {
				got.wantOne(t, "1 connections of sql.DB are still in use", "[sqlleak]")
			} else {
				got.wantNone(t)
			}
		})
	}
}

// Check sees what has a goroutine: a database, a transaction, rows whose
// context can be cancelled.
func TestCheckSQL(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	db := openFake(t)
	try(t, func(t *fakeT) {
		conntest.Check(t, brief)
		db.Query("")
	}).wantNone(t)
	try(t, func(t *fakeT) {
		conntest.Check(t, brief)
		db.QueryContext(ctx, "")
	}).wantOne(t, "sql.Rows are never closed [sqlleak]")
	try(t, func(t *fakeT) {
		conntest.Check(t, brief)
		db.BeginTx(ctx, nil)
	}).wantOne(t, "neither committed nor rolled back [sqlleak]")
	try(t, func(t *fakeT) {
		conntest.Check(t, brief)
		openFake(nil)
	}).wantOne(t, "sql.DB is never closed", "[clientleak]")
}

// openFake opens a database of the fake driver, which has one empty row.
func openFake(t *testing.T) *sql.DB {
	db := sql.OpenDB(fakeDriver{})
	if t != nil {
		t.Cleanup(func() { db.Close() })
	}
	return db
}

type fakeDriver struct{}

func (fakeDriver) Connect(context.Context) (driver.Conn, error) { return fakeConn{}, nil }
func (fakeDriver) Driver() driver.Driver                        { return fakeDriver{} }
func (fakeDriver) Open(string) (driver.Conn, error)             { return fakeConn{}, nil }

type fakeConn struct{}

func (fakeConn) Prepare(string) (driver.Stmt, error) { return fakeStmt{}, nil }
func (fakeConn) Close() error                        { return nil }
func (fakeConn) Begin() (driver.Tx, error)           { return fakeTx{}, nil }

type fakeTx struct{}

func (fakeTx) Commit() error   { return nil }
func (fakeTx) Rollback() error { return nil }

type fakeStmt struct{}

func (fakeStmt) Close() error                               { return nil }
func (fakeStmt) NumInput() int                              { return 0 }
func (fakeStmt) Exec([]driver.Value) (driver.Result, error) { return driver.ResultNoRows, nil }
func (fakeStmt) Query([]driver.Value) (driver.Rows, error)  { return &fakeRows{left: 1}, nil }

type fakeRows struct{ left int }

func (*fakeRows) Columns() []string { return nil }
func (*fakeRows) Close() error      { return nil }

func (r *fakeRows) Next([]driver.Value) error {
	if r.left == 0 {
		return io.EOF
	}
	r.left--
	return nil
}
