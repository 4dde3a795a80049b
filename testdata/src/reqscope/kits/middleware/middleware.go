// Package middleware has a middleware of kratos: its outer body runs once.
package middleware

import (
	"context"

	"github.com/go-kratos/kratos/v2/middleware"
)

func loggingOk() middleware.Middleware {
	return func(next middleware.Handler) middleware.Handler {
		return func(ctx context.Context, req any) (any, error) { return next(ctx, req) } // want `per request: kratos middleware`
	}
}
