// Package twirp implements a Twirp service.
package twirp

import (
	"context"

	"reqscope/twirp/rpc"
)

type server struct{}

func (s *server) MakeHat(ctx context.Context, size *rpc.Size) (*rpc.Hat, error) { return nil, nil } // want `per call: Twirp method \(high\)`

func handlerOk() rpc.TwirpServer { return rpc.NewHaberdasherServer(&server{}) }
