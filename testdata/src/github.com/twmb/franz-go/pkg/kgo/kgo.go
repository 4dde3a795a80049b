// Package kgo stands in for the real one in fixtures.
package kgo

type Opt interface{ apply() }

type Client struct{}

func NewClient(opts ...Opt) (*Client, error) { return &Client{}, nil }

func (cl *Client) Close() {}
