package connect

import (
	"context"
	"net/http"
)

type Client[Req, Res any] struct{ do *http.Client }

func (c *Client[Req, Res]) CallBidiStream(ctx context.Context) *BidiStreamForClient[Req, Res] {
	return &BidiStreamForClient[Req, Res]{}
}

type BidiStreamForClient[Req, Res any] struct{}

func (b *BidiStreamForClient[Req, Res]) Send(msg *Req) error { return nil }

func (b *BidiStreamForClient[Req, Res]) CloseRequest() error { return nil }

func (b *BidiStreamForClient[Req, Res]) Receive() (*Res, error) { return nil, nil }

func (b *BidiStreamForClient[Req, Res]) CloseResponse() error { return nil }
