// Package grpc stands in for the real one in fixtures.
package grpc

import "context"

type DialOption interface{ apply() }

type ClientConn struct{ cancel context.CancelFunc }

func NewClient(target string, opts ...DialOption) (*ClientConn, error) {
	_, cancel := context.WithCancel(context.Background())
	return &ClientConn{cancel: cancel}, nil
}

func (cc *ClientConn) Close() error {
	cc.cancel()
	return nil
}

func (cc *ClientConn) Invoke(ctx context.Context, method string, args, reply any) error {
	return ctx.Err()
}
