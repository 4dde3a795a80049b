// Package stored keeps clients that live longer than the call that made them.
package stored

import (
	"context"
	"sync"

	"github.com/philippseith/signalr"
	"github.com/redis/go-redis/v9"
	"google.golang.org/grpc"
)

var shared = redis.NewClient(&redis.Options{})

var (
	once  sync.Once
	cache *redis.Client
)

func lazyOk() *redis.Client {
	once.Do(func() { cache = redis.NewClient(&redis.Options{}) })
	return cache
}

type notifier struct {
	mu    sync.Mutex
	hub   signalr.Client
	conns map[string]*grpc.ClientConn
}

func (n *notifier) connectOk(ctx context.Context) error {
	hub, err := signalr.NewClient(ctx)
	if err != nil {
		return err
	}
	hub.Start()
	n.hub = hub
	return nil
}

func (n *notifier) Close() { n.hub.Stop() }

func (n *notifier) connOk(addr string) (*grpc.ClientConn, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if conn, ok := n.conns[addr]; ok {
		return conn, nil
	}
	conn, err := grpc.NewClient(addr)
	if err != nil {
		return nil, err
	}
	n.conns[addr] = conn
	return conn, nil
}

// It is only built for this call, and its Close is not called.
func ownerDroppedBad(ctx context.Context) error {
	hub, err := signalr.NewClient(context.Background()) // want `client from signalr\.NewClient is never (clos|stopp)ed`
	if err != nil {
		return err
	}
	hub.Start()
	n := &notifier{hub: hub}
	return <-n.hub.Send("hello")
}

func ownerClosedOk() error {
	hub, err := signalr.NewClient(context.Background())
	if err != nil {
		return err
	}
	hub.Start()
	n := &notifier{hub: hub}
	defer n.Close()
	return <-n.hub.Send("hello")
}

// The client that is made lives on in the one that it is copied into.
func renewOk(c *redis.Client) { *c = *redis.NewClient(&redis.Options{}) }

func copyOk() {
	c := *redis.NewClient(&redis.Options{})
	defer c.Close()
}

func copyBad() {
	c := *redis.NewClient(&redis.Options{}) // want `client from redis\.NewClient is never closed`
	c.Ping(nil)
}
