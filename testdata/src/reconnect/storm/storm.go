// Package storm reconnects at once, or in step with all others.
package storm

import (
	"context"
	"log"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/philippseith/signalr"
	amqp "github.com/rabbitmq/amqp091-go"
)

const pause = 5 * time.Second

func constantBad(url string) {
	for {
		conn, err := amqp.Dial(url) // want `amqp091.Dial is called again after the same delay each time \(5 \* time.Second\), without jitter`
		if err != nil {
			log.Print(err)
			time.Sleep(5 * time.Second)
			continue
		}
		consume(conn)
	}
}

func noneBad(url string) {
	for {
		nc, err := nats.Connect(url) // want `nats.Connect is called again as soon as it fails, without any delay`
		if err != nil {
			log.Print(err)
			continue
		}
		nc.Close()
	}
}

func selectBad(ctx context.Context, url string) error {
	for {
		conn, err := amqp.Dial(url) // want `amqp091.Dial is called again after the same delay each time \(pause\)`
		if err == nil {
			consume(conn)
		}
		if err != nil {
			log.Print(err)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
}

type client struct {
	url   string
	delay time.Duration
	conn  *amqp.Connection
}

func (c *client) fieldBad() {
	for c.conn == nil {
		conn, err := amqp.Dial(c.url) // want `same delay each time \(c.delay\)`
		if err != nil {
			time.Sleep(c.delay)
			continue
		}
		c.conn = conn
	}
}

func (c *client) connect() error {
	conn, err := amqp.Dial(c.url)
	if err != nil {
		return err
	}
	c.conn = conn
	return nil
}

func (c *client) helperBad() {
	for {
		if err := c.connect(); err != nil { // want `amqp091.Dial is called again by connect after the same delay each time \(time.Second\)`
			time.Sleep(time.Second)
			continue
		}
		consume(c.conn)
	}
}

func consume(conn *amqp.Connection) { conn.Close() }

func signalrBad(client signalr.Client, closed chan struct{}) {
	for {
		client.Start() // want `signalr.Client.Start is called again after the same delay each time \(pause\)`
		<-closed
		time.Sleep(pause)
	}
}
