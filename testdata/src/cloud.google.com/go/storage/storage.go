// Package storage stands in for the real one in fixtures.
package storage

import "context"

type ClientOption interface{ Apply() }

type Client struct{}

func NewClient(ctx context.Context, opts ...ClientOption) (*Client, error) { return &Client{}, nil }

func (c *Client) Close() error { return nil }

func (c *Client) Bucket(name string) *BucketHandle { return &BucketHandle{} }

type BucketHandle struct{}

func (b *BucketHandle) Delete(ctx context.Context) error { return nil }
