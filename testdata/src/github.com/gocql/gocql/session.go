// Package gocql stands in for the real one in fixtures.
package gocql

type ClusterConfig struct{ Keyspace string }

func NewCluster(hosts ...string) *ClusterConfig { return &ClusterConfig{} }

func (cfg *ClusterConfig) CreateSession() (*Session, error) { return &Session{}, nil }

type Session struct{}

func (s *Session) Close() {}

func (s *Session) Query(stmt string, values ...any) *Query { return &Query{} }

type Query struct{}

func (q *Query) Exec() error { return nil }
