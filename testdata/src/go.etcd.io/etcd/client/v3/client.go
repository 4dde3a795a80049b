// Package clientv3 stands in for the real one in fixtures.
package clientv3

import "context"

type Config struct{ Endpoints []string }

type WatchResponse struct{ Canceled bool }

type WatchChan <-chan WatchResponse

type Watcher interface {
	Watch(ctx context.Context, key string) WatchChan
	Close() error
}

type PutResponse struct{}

type Client struct{ Watcher }

func New(cfg Config) (*Client, error) { return &Client{}, nil }

func (c *Client) Close() error { return nil }

func (c *Client) Put(ctx context.Context, key, val string) (*PutResponse, error) { return nil, nil }
