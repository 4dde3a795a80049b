package kgo

import "context"

type ProduceResults []struct{}

func (rs ProduceResults) FirstErr() error { return nil }

func (cl *Client) ProduceSync(ctx context.Context, rs ...*Record) ProduceResults { return nil }
