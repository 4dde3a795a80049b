// Package clients makes persistent clients per request, and releases them.
package clients

import (
	"context"
	"database/sql"
	"net/http"

	"github.com/nats-io/nats.go"
	"google.golang.org/grpc"
)

func sqlBad(w http.ResponseWriter, r *http.Request) {
	db, err := sql.Open("postgres", "dsn") // want `connection pool from sql.Open is made for each request \(HTTP handler\): each one opens connections of its own and closes them again`
	if err != nil {
		return
	}
	defer db.Close()
	db.ExecContext(r.Context(), "SELECT 1")
}

func messageBad(m *nats.Msg) {
	cc, err := grpc.NewClient("backend") // want `client from grpc.NewClient is made for each message \(NATS message handler\)`
	if err != nil {
		return
	}
	defer cc.Close()
	cc.Invoke(context.Background(), "m", nil, nil)
}

// It is not released: a leak, and so another rule's.
func leakOk(w http.ResponseWriter, r *http.Request) {
	db, err := sql.Open("postgres", "dsn")
	if err != nil {
		return
	}
	db.ExecContext(r.Context(), "SELECT 1")
}

func migrateOk(ctx context.Context) error {
	db, err := sql.Open("postgres", "dsn")
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.ExecContext(ctx, "SELECT 1")
	return err
}

type store struct{ db *sql.DB }

func openOk() (*store, error) {
	db, err := sql.Open("postgres", "dsn")
	if err != nil {
		return nil, err
	}
	return &store{db}, nil
}

// Released on one path only: a leak as well.
func partlyOk(w http.ResponseWriter, r *http.Request) {
	db, err := sql.Open("postgres", "dsn")
	if err != nil {
		return
	}
	if _, err := db.ExecContext(r.Context(), "SELECT 1"); err != nil {
		return
	}
	db.Close()
}
