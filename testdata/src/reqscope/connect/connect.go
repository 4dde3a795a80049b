// Package connect implements a service of connect.
package connect

import (
	"context"

	"connectrpc.com/connect"
)

type request struct{}

type response struct{}

type service struct{}

func (s *service) Ping(ctx context.Context, req *connect.Request[request]) (*connect.Response[response], error) { // want `per call: connect method`
	return connect.NewResponse(&response{}), nil
}

func (s *service) Count(ctx context.Context, req *connect.Request[request], out *connect.ServerStream[response]) error { // want `per stream: connect streaming method \(low\)`
	return nil
}

func simpleBad(ctx context.Context, req *request) (*response, error) { return nil, nil } // want `per call: connect method`

func routesOk(s *service) {
	connect.NewUnaryHandler("/ping", s.Ping)
	connect.NewUnaryHandlerSimple("/simple", simpleBad)
}

func interceptorOk(next connect.UnaryFunc) connect.UnaryFunc {
	return func(ctx context.Context, req connect.AnyRequest) (connect.AnyResponse, error) { // want `per call: connect interceptor`
		return next(ctx, req)
	}
}
