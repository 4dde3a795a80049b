// Package v8 uses the last release under the old import path.
package v8

import (
	"context"

	"github.com/go-redis/redis/v8"
)

func pingBad(ctx context.Context) error {
	client := redis.NewClient(&redis.Options{}) // want `client from redis\.NewClient is never closed`
	return client.Ping(ctx).Err()
}

func pingOk(ctx context.Context) error {
	client := redis.NewClient(&redis.Options{})
	defer client.Close()
	return client.Ping(ctx).Err()
}

func loopBad(ctx context.Context, addrs []string) {
	for _, addr := range addrs {
		client := redis.NewClient(&redis.Options{Addr: addr}) // want `client from redis\.NewClient is never closed`
		client.Ping(ctx)
	}
}
