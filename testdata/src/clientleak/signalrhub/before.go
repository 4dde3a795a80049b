package signalrhub

import (
	"context"
	"errors"

	"github.com/philippseith/signalr"
)

// The early return comes before Start, when nothing runs yet.
func beforeStartOk(method string) error {
	client, err := signalr.NewClient(context.Background(), signalr.WithConnector(dial))
	if err != nil {
		return err
	}
	if method == "" {
		return errors.New("no method")
	}
	client.Start()
	defer client.Stop()
	return <-client.Send(method)
}
