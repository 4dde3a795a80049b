// Package signalrhub makes SignalR clients and mostly forgets to stop them.
package signalrhub

import (
	"context"
	"net/http"

	"github.com/philippseith/signalr"
)

func dial() (signalr.Connection, error) { return nil, nil }

// What brings services down: three lines in a handler.
func notifyBad(w http.ResponseWriter, r *http.Request) {
	client, _ := signalr.NewClient(context.Background(), signalr.WithConnector(dial)) // want `client from signalr\.NewClient is never stopped`
	client.Start()
	client.Send("notify", r.URL.Path)
}

func notifyCheckedBad(w http.ResponseWriter, r *http.Request) {
	client, err := signalr.NewClient(context.Background(), signalr.WithConnector(dial)) // want `client from signalr\.NewClient is never stopped`
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	client.Start()
	client.Send("notify", r.URL.Path)
}

func notifyOk(w http.ResponseWriter, r *http.Request) {
	client, err := signalr.NewClient(context.Background(), signalr.WithConnector(dial))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	client.Start()
	defer client.Stop()
	<-client.Send("notify", r.URL.Path)
}

func failedCallBad(method string) error {
	client, err := signalr.NewClient(context.Background(), signalr.WithConnector(dial)) // want `client from signalr\.NewClient is not stopped when result\.Error != nil`
	if err != nil {
		return err
	}
	client.Start()
	if result := <-client.Invoke(method); result.Error != nil {
		return result.Error
	}
	client.Stop()
	return nil
}

// The connection goes with the client that it is given to.
func connectionBad(ctx context.Context, address string) error {
	conn, err := signalr.NewHTTPConnection(ctx, address)
	if err != nil {
		return err
	}
	client, err := signalr.NewClient(context.Background(), signalr.WithConnection(conn)) // want `client from signalr\.NewClient is never stopped`
	if err != nil {
		return err
	}
	client.Start()
	return <-client.Send("hello")
}

// Nothing runs before Start.
func notStartedOk() error {
	_, err := signalr.NewClient(context.Background(), signalr.WithConnector(dial))
	return err
}

// What it holds, it holds from Start on.
func startedOnOnePathBad(start bool) error {
	client, err := signalr.NewClient(context.Background(), signalr.WithConnector(dial)) // want `client from signalr\.NewClient is never stopped`
	if err != nil {
		return err
	}
	if start {
		client.Start()
	}
	return nil
}
