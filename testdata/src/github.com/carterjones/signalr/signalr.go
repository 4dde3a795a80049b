// Package signalr stands in for the real one in fixtures. Its declarations were
// compared with those of github.com/carterjones/signalr at commit 50e6bb883aab,
// which the module proxy does not serve.
package signalr

type Message struct{ C string }

type MsgHandler func(msg Message)

type ErrHandler func(err error)

type Client struct{ Host string }

func New(host, protocol, endpoint, connectionData string, params map[string]string) *Client {
	return &Client{Host: host}
}

// Run starts a goroutine that reads, and returns.
func (c *Client) Run(msgHandler MsgHandler, errHandler ErrHandler) error { return nil }

func (c *Client) Close() {}
