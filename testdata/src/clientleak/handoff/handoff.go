// Package handoff gives clients to others.
package handoff

import (
	"context"
	"errors"
	"log"

	"github.com/redis/go-redis/v9"
	"google.golang.org/grpc"
)

func closeQuietly(c interface{ Close() error }) {
	if err := c.Close(); err != nil {
		log.Println(err)
	}
}

func helperOk(ctx context.Context) error {
	client := redis.NewClient(&redis.Options{})
	defer closeQuietly(client)
	return client.Ping(ctx).Err()
}

func goroutineOk(ctx context.Context, addr string) error {
	conn, err := grpc.NewClient(addr)
	if err != nil {
		return err
	}
	go func() {
		<-ctx.Done()
		conn.Close()
	}()
	return conn.Invoke(ctx, "/Notifier/Notify", nil, nil)
}

func goroutineBad(ctx context.Context, addr string) error {
	conn, err := grpc.NewClient(addr) // want `client from grpc\.NewClient is never closed`
	if err != nil {
		return err
	}
	go func() {
		if err := conn.Invoke(ctx, "/Notifier/Notify", nil, nil); err != nil {
			log.Println(err)
		}
	}()
	return nil
}

func sendOk(out chan<- *redis.Client) { out <- redis.NewClient(&redis.Options{}) }

// With the release of the client as a result, as dependency injection has it.
func provideOk(ctx context.Context, addr string) (*grpc.ClientConn, func(), error) {
	conn, err := grpc.NewClient(addr)
	if err != nil {
		return nil, nil, err
	}
	return conn, func() { conn.Close() }, nil
}

func joinOk(ctx context.Context, addr string) (err error) {
	conn, err := grpc.NewClient(addr)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	return conn.Invoke(ctx, "/Notifier/Notify", nil, nil)
}

// Deferred in a loop, every client stays until the function returns; that is
// the business of deferloop.
func deferredInLoopOk(ctx context.Context, addrs []string) {
	for _, addr := range addrs {
		client := redis.NewClient(&redis.Options{Addr: addr})
		defer client.Close()
		client.Ping(ctx)
	}
}

func retryBad(ctx context.Context, addr string) error {
	for {
		conn, err := grpc.NewClient(addr) // want `client from grpc\.NewClient is not closed when err != nil`
		if err != nil {
			return err
		}
		if err := conn.Invoke(ctx, "/Notifier/Notify", nil, nil); err != nil {
			continue
		}
		return conn.Close()
	}
}
