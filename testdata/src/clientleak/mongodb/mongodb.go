// Package mongodb connects to MongoDB.
package mongodb

import (
	"context"

	"go.mongodb.org/mongo-driver/mongo"
	mongov2 "go.mongodb.org/mongo-driver/v2/mongo"
)

func pingBad(ctx context.Context) error {
	client, err := mongo.Connect(ctx) // want `client from mongo\.Connect is never (clos|disconnect)ed`
	if err != nil {
		return err
	}
	return client.Ping(ctx)
}

func pingOk(ctx context.Context) error {
	client, err := mongo.Connect(ctx)
	if err != nil {
		return err
	}
	defer client.Disconnect(ctx)
	return client.Ping(ctx)
}

// Its goroutines run on when the context is done.
func cancelledBad(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	client, err := mongo.Connect(ctx) // want `client from mongo\.Connect is never (clos|disconnect)ed`
	if err != nil {
		return err
	}
	return client.Ping(ctx)
}

func connectBad(ctx context.Context) (*mongov2.Client, error) {
	client, err := mongov2.Connect() // want `client from mongo\.Connect is not (clos|disconnect)ed when err != nil`
	if err != nil {
		return nil, err
	}
	if err := client.Ping(ctx); err != nil {
		return nil, err
	}
	return client, nil
}

func connectOk(ctx context.Context) (*mongov2.Client, error) {
	client, err := mongov2.Connect()
	if err != nil {
		return nil, err
	}
	if err := client.Ping(ctx); err != nil {
		_ = client.Disconnect(ctx)
		return nil, err
	}
	return client, nil
}
