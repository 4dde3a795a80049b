// Package rpc has what Twirp generates.
package rpc

import "context"

type Size struct{}

type Hat struct{}

type Haberdasher interface {
	MakeHat(context.Context, *Size) (*Hat, error)
}

type TwirpServer interface{ ServiceDescriptor() ([]byte, int) }

func NewHaberdasherServer(svc Haberdasher, opts ...any) TwirpServer { return nil }
