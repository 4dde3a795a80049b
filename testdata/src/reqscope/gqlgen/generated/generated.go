// Package generated has what gqlgen generates.
package generated

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
)

type Config struct{}

type ResolverRoot interface{ Query() QueryResolver }

type QueryResolver interface {
	Todos(ctx context.Context) ([]string, error)
}

func NewExecutableSchema(cfg Config) graphql.ExecutableSchema { return nil }
