package signalrhub

import (
	"context"
	"net/http"

	"github.com/philippseith/signalr"
)

func cancelledOk(method string) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	client, err := signalr.NewClient(ctx, signalr.WithConnector(dial))
	if err != nil {
		return err
	}
	client.Start()
	return <-client.Send(method)
}

func cancelledOnOnePathBad(method string) error {
	ctx, cancel := context.WithCancel(context.Background())
	client, err := signalr.NewClient(ctx, signalr.WithConnector(dial)) // want `client from signalr\.NewClient is not stopped when err != nil`
	if err != nil {
		cancel()
		return err
	}
	client.Start()
	if err := <-client.Send(method); err != nil {
		return err
	}
	cancel()
	return nil
}

// The server cancels the context of a request when its handler returns.
func requestContextOk(w http.ResponseWriter, r *http.Request) {
	client, err := signalr.NewClient(r.Context(), signalr.WithConnector(dial))
	if err != nil {
		return
	}
	client.Start()
	<-client.Send("notify")
}

// Whoever made the context ends the client.
func callersContextOk(ctx context.Context) error {
	client, err := signalr.NewClient(ctx, signalr.WithConnector(dial))
	if err != nil {
		return err
	}
	client.Start()
	return <-client.Send("notify")
}

// Without Done, nothing ends it.
func detachedBad(w http.ResponseWriter, r *http.Request) {
	client, err := signalr.NewClient(context.WithoutCancel(r.Context()), signalr.WithConnector(dial)) // want `client from signalr\.NewClient is never stopped`
	if err != nil {
		return
	}
	client.Start()
	<-client.Send("notify")
}

type hub struct{ cancel context.CancelFunc }

// Whoever has the hub can end the client.
func (h *hub) storedCancelOk(method string) error {
	ctx, cancel := context.WithCancel(context.Background())
	h.cancel = cancel
	client, err := signalr.NewClient(ctx, signalr.WithConnector(dial))
	if err != nil {
		return err
	}
	client.Start()
	return <-client.Send(method)
}
