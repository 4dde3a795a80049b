// Package clouds uses the clients of Azure and Google Cloud.
package clouds

import (
	"context"

	"cloud.google.com/go/pubsub"
	"cloud.google.com/go/storage"
	"github.com/Azure/azure-sdk-for-go/sdk/messaging/azservicebus"
)

func busBad(ctx context.Context, secret string, m *azservicebus.Message) error {
	client, err := azservicebus.NewClientFromConnectionString(secret, nil) // want `client from azservicebus\.NewClientFromConnectionString is never closed`
	if err != nil {
		return err
	}
	sender, err := client.NewSender("jobs", nil)
	if err != nil {
		return err
	}
	defer sender.Close(ctx)
	return sender.SendMessage(ctx, m, nil)
}

// The client closes its senders.
func busOk(ctx context.Context, secret string, m *azservicebus.Message) error {
	client, err := azservicebus.NewClientFromConnectionString(secret, nil)
	if err != nil {
		return err
	}
	defer client.Close(ctx)
	sender, err := client.NewSender("jobs", nil)
	if err != nil {
		return err
	}
	return sender.SendMessage(ctx, m, nil)
}

func bucketBad(ctx context.Context, name string) error {
	client, err := storage.NewClient(ctx) // want `client from storage\.NewClient is never closed`
	if err != nil {
		return err
	}
	return client.Bucket(name).Delete(ctx)
}

func bucketOk(ctx context.Context, name string) error {
	client, err := storage.NewClient(ctx)
	if err != nil {
		return err
	}
	defer client.Close()
	return client.Bucket(name).Delete(ctx)
}

func topicBad(ctx context.Context, client *pubsub.Client, m *pubsub.Message) error {
	topic := client.Topic("hits") // want `worker from .*Topic is never stopped`
	_, err := topic.Publish(ctx, m).Get(ctx)
	return err
}

func topicOk(ctx context.Context, client *pubsub.Client, m *pubsub.Message) error {
	topic := client.Topic("hits")
	defer topic.Stop()
	_, err := topic.Publish(ctx, m).Get(ctx)
	return err
}

func pubsubBad(ctx context.Context, m *pubsub.Message) error {
	client, err := pubsub.NewClient(ctx, "project") // want `client from pubsub\.NewClient is never closed`
	if err != nil {
		return err
	}
	topic := client.Topic("hits")
	defer topic.Stop()
	_, err = topic.Publish(ctx, m).Get(ctx)
	return err
}
