// Package app stands in for the real one in fixtures.
package app

import "context"

type RequestContext struct{}

type HandlerFunc func(c context.Context, ctx *RequestContext)
