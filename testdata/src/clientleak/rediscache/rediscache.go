// Package rediscache looks things up in Redis.
package rediscache

import (
	"context"
	"fmt"
	"net/http"

	"github.com/redis/go-redis/v9"
)

func getBad(ctx context.Context, addr, key string) (string, error) {
	client := redis.NewClient(&redis.Options{Addr: addr}) // want `client from redis\.NewClient is never closed`
	return client.Get(ctx, key).Result()
}

func getOk(ctx context.Context, addr, key string) (string, error) {
	client := redis.NewClient(&redis.Options{Addr: addr})
	defer client.Close()
	return client.Get(ctx, key).Result()
}

func clusterBad(w http.ResponseWriter, r *http.Request) {
	client := redis.NewClusterClient(&redis.ClusterOptions{}) // want `client from redis\.NewClusterClient is never closed`
	value, err := client.Get(r.Context(), "k").Result()
	fmt.Fprintln(w, value, err)
}

// A constructor that fails has to clean up.
func newCacheBad(ctx context.Context, addr string) (*redis.Client, error) {
	client := redis.NewClient(&redis.Options{Addr: addr}) // want `client from redis\.NewClient is not closed when err != nil`
	if err := client.Ping(ctx).Err(); err != nil {
		return nil, err
	}
	return client, nil
}

func newCacheOk(ctx context.Context, addr string) (*redis.Client, error) {
	client := redis.NewClient(&redis.Options{Addr: addr})
	if err := client.Ping(ctx).Err(); err != nil {
		client.Close()
		return nil, err
	}
	return client, nil
}

// Unsubscribe keeps the connection.
func subscribeBad(ctx context.Context, client *redis.Client) (string, error) {
	sub := client.Subscribe(ctx, "news") // want `subscription from .*Subscribe is never (clos|stopp)ed`
	defer sub.Unsubscribe(ctx)
	msg, err := sub.ReceiveMessage(ctx)
	if err != nil {
		return "", err
	}
	return msg.Payload, nil
}

func subscribeOk(ctx context.Context, client *redis.Client) (string, error) {
	sub := client.Subscribe(ctx, "news")
	defer sub.Close()
	msg, err := sub.ReceiveMessage(ctx)
	if err != nil {
		return "", err
	}
	return msg.Payload, nil
}
