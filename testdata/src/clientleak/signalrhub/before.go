package signalrhub

import (
	"context"
	"errors"

	"github.com/philippseith/signalr"
)

// The early return comes before Start, when nothing runs yet; a Start anywhere in
// the function counts for all of it.
func FP_beforeStart(method string) error {
	client, err := signalr.NewClient(context.Background(), signalr.WithConnector(dial)) // want `client from signalr\.NewClient is not stopped when method == ""`
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
