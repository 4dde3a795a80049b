// Package signalr has the hub of a SignalR server and a client's callbacks.
package signalr

import (
	"context"

	"github.com/philippseith/signalr"
)

type chat struct{ signalr.Hub }

func (c *chat) Send(message string) {} // want `per message: SignalR hub method \(high\)`

func (c *chat) OnConnected(id string) {} // want `per message: SignalR hub method|per connection: SignalR hub`

func (c *chat) Initialize(ctx signalr.HubContext) {}

func (c *chat) helperOk() {}

func serveOk() {
	signalr.HubFactory(func() signalr.HubInterface { return &chat{} }) // want `per message: SignalR hub factory`
}

type receiver struct{}

func (r *receiver) Receive(message string) {} // want `per message: SignalR callback`

func connectBad() (signalr.Connection, error) { return nil, nil } // want `per connection: SignalR connector \(low\)`

func clientOk(ctx context.Context) (signalr.Client, error) {
	return signalr.NewClient(ctx, signalr.WithReceiver(&receiver{}), signalr.WithConnector(connectBad))
}
