// Package mongo stands in for the real one in fixtures.
package mongo

import "context"

type ClientOptions struct{}

type Client struct{}

func Connect(opts ...*ClientOptions) (*Client, error) { return &Client{}, nil }

func (c *Client) Disconnect(ctx context.Context) error { return nil }

func (c *Client) Ping(ctx context.Context) error { return nil }
