// Package middleware stands in for the real one in fixtures.
package middleware

import "context"

type Handler func(ctx context.Context, req any) (any, error)

type Middleware func(Handler) Handler
