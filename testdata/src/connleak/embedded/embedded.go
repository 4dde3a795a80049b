// Package embedded closes a connection by a method that is promoted to the value
// which the call returns.
package embedded

import (
	"context"
	"io"

	"github.com/moby/moby/client"
)

func promotedOk(ctx context.Context, c *client.Client, w io.Writer) error {
	resp, err := c.ExecAttach(ctx, "id", client.ExecAttachOptions{})
	if err != nil {
		return err
	}
	defer resp.Close()
	_, err = io.Copy(w, resp.Reader)
	return err
}

func inLiteralOk(ctx context.Context, c *client.Client, w io.Writer) error {
	resp, err := c.ExecAttach(ctx, "id", client.ExecAttachOptions{})
	if err != nil {
		return err
	}
	defer func() {
		resp.CloseWrite()
		resp.Close()
	}()
	go func() { io.Copy(w, resp.Reader) }()
	return nil
}

func fieldOk(ctx context.Context, c *client.Client) error {
	resp, err := c.ExecAttach(ctx, "id", client.ExecAttachOptions{})
	if err != nil {
		return err
	}
	return resp.Conn.Close()
}

func halfBad(ctx context.Context, c *client.Client) error {
	resp, err := c.ExecAttach(ctx, "id", client.ExecAttachOptions{}) // want `connection from \(\*client\.Client\)\.ExecAttach is never closed`
	if err != nil {
		return err
	}
	return resp.CloseWrite()
}
