package realtest

import (
	"bufio"
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"io"
	"net"
)

// The driver speaks to the line server over TCP. Every query has three rows.
type (
	lineDriver struct{ addr string }
	lineConn   struct {
		net.Conn
		r *bufio.Reader
	}
	lineStmt struct{ c *lineConn }
	lineRows struct{ left int }
)

// open opens a database that is closed after the verdict.
func (r *rig) open() *sql.DB {
	db := sql.OpenDB(lineDriver{r.line.Addr().String()})
	r.undo(func() { db.Close() })
	return db
}

func (d lineDriver) Driver() driver.Driver { return d }

func (d lineDriver) Open(string) (driver.Conn, error) { return d.Connect(context.Background()) }

func (d lineDriver) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", d.addr)
	if err != nil {
		return nil, err
	}
	return &lineConn{conn, bufio.NewReader(conn)}, nil
}

func (c *lineConn) ask() error {
	if _, err := fmt.Fprintln(c, "select"); err != nil {
		return err
	}
	_, err := c.r.ReadString('\n')
	return err
}

func (c *lineConn) Ping(context.Context) error          { return c.ask() }
func (c *lineConn) Prepare(string) (driver.Stmt, error) { return &lineStmt{c}, nil }
func (c *lineConn) Begin() (driver.Tx, error)           { return lineTx{}, c.ask() }

type lineTx struct{}

func (lineTx) Commit() error   { return nil }
func (lineTx) Rollback() error { return nil }

func (s *lineStmt) Close() error                               { return nil }
func (s *lineStmt) NumInput() int                              { return 0 }
func (s *lineStmt) Exec([]driver.Value) (driver.Result, error) { return driver.ResultNoRows, s.c.ask() }
func (s *lineStmt) Query([]driver.Value) (driver.Rows, error)  { return &lineRows{3}, s.c.ask() }

func (*lineRows) Columns() []string { return []string{"n"} }
func (*lineRows) Close() error      { return nil }

func (r *lineRows) Next(dest []driver.Value) error {
	if r.left == 0 {
		return io.EOF
	}
	r.left--
	dest[0] = int64(r.left)
	return nil
}
