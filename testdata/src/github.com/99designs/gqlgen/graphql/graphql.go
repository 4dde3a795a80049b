// Package graphql stands in for the real one in fixtures.
package graphql

import "context"

type ResponseHandler func(ctx context.Context)

type Resolver func(ctx context.Context) (res any, err error)

type FieldMiddleware func(ctx context.Context, next Resolver) (res any, err error)

type ExecutableSchema interface {
	Exec(ctx context.Context) ResponseHandler
}
