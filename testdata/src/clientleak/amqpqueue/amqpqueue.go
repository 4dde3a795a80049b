// Package amqpqueue publishes to RabbitMQ.
package amqpqueue

import (
	"context"

	amqp "github.com/rabbitmq/amqp091-go"
)

func publishBad(ctx context.Context, url string, body []byte) error {
	conn, err := amqp.Dial(url) // want `client from amqp091\.Dial is never closed`
	if err != nil {
		return err
	}
	ch, err := conn.Channel()
	if err != nil {
		return err
	}
	defer ch.Close()
	return ch.PublishWithContext(ctx, "", "jobs", false, false, amqp.Publishing{Body: body})
}

// Closing the connection closes its channels.
func publishOk(ctx context.Context, url string, body []byte) error {
	conn, err := amqp.Dial(url)
	if err != nil {
		return err
	}
	defer conn.Close()
	ch, err := conn.Channel()
	if err != nil {
		return err
	}
	return ch.PublishWithContext(ctx, "", "jobs", false, false, amqp.Publishing{Body: body})
}

// A channel for each message, on a connection that stays.
func channelBad(ctx context.Context, conn *amqp.Connection, body []byte) error {
	ch, err := conn.Channel() // want `channel from .*Channel is never closed`
	if err != nil {
		return err
	}
	return ch.PublishWithContext(ctx, "", "jobs", false, false, amqp.Publishing{Body: body})
}

func channelOk(ctx context.Context, conn *amqp.Connection, body []byte) error {
	ch, err := conn.Channel()
	if err != nil {
		return err
	}
	defer ch.Close()
	return ch.PublishWithContext(ctx, "", "jobs", false, false, amqp.Publishing{Body: body})
}

// Cancel ends a consumer, not the channel.
func consumeBad(conn *amqp.Connection) (n int, err error) {
	ch, err := conn.Channel() // want `channel from .*Channel is not closed when err == nil`
	if err != nil {
		return 0, err
	}
	defer ch.Cancel("worker", false)
	deliveries, err := ch.Consume("jobs", "worker", true, false, false, false, nil)
	if err != nil {
		return 0, err
	}
	for range deliveries {
		n++
	}
	return n, nil
}

func setupBad(url string) (*amqp.Connection, *amqp.Channel, error) {
	conn, err := amqp.Dial(url) // want `client from amqp091\.Dial is not closed when err != nil`
	if err != nil {
		return nil, nil, err
	}
	ch, err := conn.Channel()
	if err != nil {
		return nil, nil, err
	}
	return conn, ch, nil
}
