// Package redis stands in for version 6, whose clients embed what they share.
package redis

type Options struct{ Addr string }

type baseClient struct{ opt *Options }

func (c *baseClient) Do(args ...any) *Cmd { return &Cmd{} }

func (c *baseClient) Close() error { return nil }

type Client struct {
	baseClient
}

func NewClient(opt *Options) *Client { return &Client{baseClient{opt}} }

type Cmd struct{ err error }

func (cmd *Cmd) Err() error { return cmd.err }
