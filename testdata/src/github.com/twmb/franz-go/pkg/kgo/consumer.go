package kgo

import "context"

type Record struct{ Value []byte }

type Fetches []struct{}

func (fs Fetches) EachRecord(fn func(*Record)) {}

func (cl *Client) PollFetches(ctx context.Context) Fetches { return nil }
