// Package redis stands in for the real one in fixtures.
package redis

import "context"

type Options struct{ Addr string }

type ClusterOptions struct{ Addrs []string }

type Client struct{}

func NewClient(opt *Options) *Client { return &Client{} }

func (c *Client) Close() error { return nil }

func (c *Client) Ping(ctx context.Context) *StatusCmd { return nil }

func (c *Client) Get(ctx context.Context, key string) *StringCmd { return nil }

func (c *Client) Subscribe(ctx context.Context, channels ...string) *PubSub { return nil }

type ClusterClient struct{}

func NewClusterClient(opt *ClusterOptions) *ClusterClient { return &ClusterClient{} }

func (c *ClusterClient) Close() error { return nil }

func (c *ClusterClient) Get(ctx context.Context, key string) *StringCmd { return nil }

type StatusCmd struct{ err error }

func (cmd *StatusCmd) Err() error { return cmd.err }

type StringCmd struct{ err error }

func (cmd *StringCmd) Result() (string, error) { return "", cmd.err }

type Message struct{ Payload string }

type PubSub struct{}

func (c *PubSub) ReceiveMessage(ctx context.Context) (*Message, error) { return nil, nil }

func (c *PubSub) Unsubscribe(ctx context.Context, channels ...string) error { return nil }

func (c *PubSub) Close() error { return nil }
