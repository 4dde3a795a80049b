package env

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
)

func init() { sql.Register("fake", fakeDriver{}) }

// Shared is a database that outlives every path.
func Shared() *sql.DB { return sql.OpenDB(sharedConnector{}) }

// fakeDriver opens databases that are resources of the path.
type fakeDriver struct{}

func (fakeDriver) Open(string) (driver.Conn, error) { return dbConn{}, nil }

func (fakeDriver) OpenConnector(string) (driver.Connector, error) {
	if w.choose(2) == 1 {
		return nil, errDial
	}
	return &connector{resource: w.open()}, nil
}

type connector struct{ *resource }

func (*connector) Connect(context.Context) (driver.Conn, error) { return dbConn{}, nil }
func (*connector) Driver() driver.Driver                        { return fakeDriver{} }
func (c *connector) Close() error                               { return w.close(c.resource) }

type sharedConnector struct{}

func (sharedConnector) Connect(context.Context) (driver.Conn, error) { return dbConn{}, nil }
func (sharedConnector) Driver() driver.Driver                        { return fakeDriver{} }

// dbConn is a connection of a database. The program never sees it.
type dbConn struct{}

var errUnused = errors.New("not used by generated programs")

func (dbConn) Prepare(string) (driver.Stmt, error) { return nil, errUnused }
func (dbConn) Begin() (driver.Tx, error)           { return nil, errUnused }
func (dbConn) Close() error                        { return nil }

// Ping fails if the environment says so.
func (dbConn) Ping(context.Context) error {
	if w.knobs.ReadErr && w.choose(2) == 1 {
		return errRead
	}
	return nil
}

func (dbConn) QueryContext(context.Context, string, []driver.NamedValue) (driver.Rows, error) {
	if w.choose(2) == 1 {
		return nil, errDial
	}
	return &rows{resource: w.open()}, nil
}

type rows struct {
	*resource
	n int
}

func (*rows) Columns() []string { return []string{"id"} }

func (r *rows) Next(dest []driver.Value) error {
	if r.n >= w.bounds.rows || w.choose(2) == 0 {
		r.eof = true
		return io.EOF
	}
	r.n++
	dest[0] = int64(r.n)
	if w.knobs.ReadErr && w.choose(2) == 1 {
		dest[0] = "not a number"
	}
	return nil
}

func (r *rows) Close() error { return w.close(r.resource) }
