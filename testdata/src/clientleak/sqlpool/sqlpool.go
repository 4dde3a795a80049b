// Package sqlpool opens a database where it should share one.
package sqlpool

import (
	"context"
	"database/sql"
	"net/http"

	"github.com/jackc/pgx/v5/pgxpool"
)

func handlerBad(w http.ResponseWriter, r *http.Request) {
	db, err := sql.Open("postgres", "dsn") // want `connection pool from sql\.Open is never closed`
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	if _, err := db.ExecContext(r.Context(), "insert into hits values (1)"); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func handlerOk(w http.ResponseWriter, r *http.Request) {
	db, err := sql.Open("postgres", "dsn")
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	defer db.Close()
	db.ExecContext(r.Context(), "insert into hits values (1)")
}

// sql.Open does not connect: what Ping finds leaves a pool behind.
func openBad(dsn string) (*sql.DB, error) {
	db, err := sql.Open("postgres", dsn) // want `connection pool from sql\.Open is not closed when err != nil`
	if err != nil {
		return nil, err
	}
	if err := db.Ping(); err != nil {
		return nil, err
	}
	return db, nil
}

func openOk(dsn string) (*sql.DB, error) {
	db, err := sql.Open("postgres", dsn)
	if err != nil {
		return nil, err
	}
	if err := db.Ping(); err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}

// The caller of a constructor is judged in its place.
func countBad(dsn string) (n int, err error) {
	db, err := openOk(dsn) // want `connection pool from .*openOk is never closed`
	if err != nil {
		return 0, err
	}
	err = db.QueryRow("select count(*) from hits").Scan(&n)
	return n, err
}

func countOk(dsn string) (n int, err error) {
	db, err := openOk(dsn)
	if err != nil {
		return 0, err
	}
	defer db.Close()
	err = db.QueryRow("select count(*) from hits").Scan(&n)
	return n, err
}

// The context of New covers the first connection only.
func pgxBad(ctx context.Context, dsn string) (n int, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	pool, err := pgxpool.New(ctx, dsn) // want `connection pool from pgxpool\.New is never closed`
	if err != nil {
		return 0, err
	}
	err = pool.QueryRow(ctx, "select 1").Scan(&n)
	return n, err
}

func pgxOk(ctx context.Context, dsn string) (n int, err error) {
	pool, err := pgxpool.New(ctx, dsn)
	if err != nil {
		return 0, err
	}
	defer pool.Close()
	err = pool.QueryRow(ctx, "select 1").Scan(&n)
	return n, err
}
