// Package s3 is a stub.
package s3

import (
	"context"
	"io"
)

type Client struct{}

type Options struct{}

type GetObjectInput struct{ Key *string }

type GetObjectOutput struct {
	Body          io.ReadCloser
	ContentLength *int64
}

func (*Client) GetObject(ctx context.Context, in *GetObjectInput, opts ...func(*Options)) (*GetObjectOutput, error) {
	return nil, nil
}
