// Package client is a stub of github.com/moby/moby/client.
package client

import (
	"bufio"
	"context"
	"net"
)

type Client struct{ host string }

type HijackedResponse struct {
	Conn   net.Conn
	Reader *bufio.Reader
}

func (h *HijackedResponse) Close() { h.Conn.Close() }

func (h *HijackedResponse) CloseWrite() error { return nil }

type ExecAttachOptions struct{ TTY bool }

type ExecAttachResult struct{ HijackedResponse }

func (c *Client) ExecAttach(ctx context.Context, id string, o ExecAttachOptions) (ExecAttachResult, error) {
	return ExecAttachResult{}, nil
}
