// Package bothsides has streams that have two sides to close.
package bothsides

import (
	"context"

	"connectrpc.com/connect"
)

type client = connect.Client[string, string]

func neitherBad(ctx context.Context, c *client, msg string) error {
	s := c.CallBidiStream(ctx) // want `stream from .*CallBidiStream is never closed by CloseRequest`
	return s.Send(&msg)
}

func requestOnlyBad(ctx context.Context, c *client, msg string) (*string, error) {
	s := c.CallBidiStream(ctx) // want `stream from .*CallBidiStream is never closed by CloseResponse`
	defer s.CloseRequest()
	if err := s.Send(&msg); err != nil {
		return nil, err
	}
	return s.Receive()
}

func responseOnErrorBad(ctx context.Context, c *client, msg string) (*string, error) {
	s := c.CallBidiStream(ctx) // want `stream from .*CallBidiStream is not closed by CloseResponse when err != nil`
	err := s.Send(&msg)
	s.CloseRequest()
	if err != nil {
		return nil, err
	}
	defer s.CloseResponse()
	return s.Receive()
}

func bothOk(ctx context.Context, c *client, msg string) (*string, error) {
	s := c.CallBidiStream(ctx)
	defer s.CloseResponse()
	defer s.CloseRequest()
	if err := s.Send(&msg); err != nil {
		return nil, err
	}
	return s.Receive()
}

func helperOk(ctx context.Context, c *client, msg string) error {
	s := c.CallBidiStream(ctx)
	defer finish(s)
	return s.Send(&msg)
}

func finish(s *connect.BidiStreamForClient[string, string]) {
	_ = s.CloseRequest()
	_ = s.CloseResponse()
}

func returnedOk(ctx context.Context, c *client) *connect.BidiStreamForClient[string, string] {
	return c.CallBidiStream(ctx)
}
