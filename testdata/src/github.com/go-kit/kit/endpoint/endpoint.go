// Package endpoint stands in for the real one in fixtures.
package endpoint

import "context"

type Endpoint func(ctx context.Context, request any) (response any, err error)
