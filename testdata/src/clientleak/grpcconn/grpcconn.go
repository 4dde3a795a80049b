// Package grpcconn calls a service over gRPC.
package grpcconn

import (
	"context"

	"google.golang.org/grpc"
)

const method = "/Notifier/Notify"

func notifyBad(ctx context.Context, addr string, msg any) error {
	conn, err := grpc.NewClient(addr) // want `client from grpc\.NewClient is never closed`
	if err != nil {
		return err
	}
	return conn.Invoke(ctx, method, msg, nil)
}

func notifyOk(ctx context.Context, addr string, msg any) error {
	conn, err := grpc.NewClient(addr)
	if err != nil {
		return err
	}
	defer conn.Close()
	return conn.Invoke(ctx, method, msg, nil)
}

func earlyReturnBad(ctx context.Context, addr string, msg any) error {
	conn, err := grpc.NewClient(addr) // want `client from grpc\.NewClient is not closed when err != nil`
	if err != nil {
		return err
	}
	if err := conn.Invoke(ctx, method, msg, nil); err != nil {
		return err
	}
	return conn.Close()
}

// The usual wrapper: the stub keeps the connection, and nobody else has it.
type notifierClient struct{ cc *grpc.ClientConn }

func newNotifierClient(cc *grpc.ClientConn) *notifierClient { return &notifierClient{cc} }

func (c *notifierClient) notify(ctx context.Context, msg any) error {
	return c.cc.Invoke(ctx, method, msg, nil)
}

func stubBad(ctx context.Context, addr string, msg any) error {
	conn, err := grpc.NewClient(addr) // want `client from grpc\.NewClient is never closed`
	if err != nil {
		return err
	}
	return newNotifierClient(conn).notify(ctx, msg)
}

func stubOk(ctx context.Context, addr string, msg any) error {
	conn, err := grpc.NewClient(addr)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	return newNotifierClient(conn).notify(ctx, msg)
}

func discardedBad(addr string) error {
	_, err := grpc.NewClient(addr) // want `client from grpc\.NewClient is discarded`
	return err
}

func reconnectBad(ctx context.Context, a, b string) error {
	conn, err := grpc.NewClient(a) // want `client from grpc\.NewClient is never closed`
	if err != nil {
		return err
	}
	conn.Invoke(ctx, method, nil, nil)
	conn, err = grpc.NewClient(b)
	if err != nil {
		return err
	}
	return conn.Close()
}
