// Package natsbus publishes over NATS.
package natsbus

import (
	"net/http"
	"time"

	"github.com/nats-io/nats.go"
)

func publishBad(w http.ResponseWriter, r *http.Request) {
	nc, err := nats.Connect("nats://bus") // want `client from nats\.Connect is never closed`
	if err != nil {
		return
	}
	nc.Publish("hits", []byte(r.URL.Path))
}

func publishOk(w http.ResponseWriter, r *http.Request) {
	nc, err := nats.Connect("nats://bus")
	if err != nil {
		return
	}
	defer nc.Close()
	nc.Publish("hits", []byte(r.URL.Path))
}

// Drain closes when it is done.
func drainOk(data []byte) error {
	nc, err := nats.Connect("nats://bus")
	if err != nil {
		return err
	}
	defer nc.Drain()
	return nc.Publish("hits", data)
}

func earlyReturnBad(data []byte) error {
	nc, err := nats.Connect("nats://bus") // want `client from nats\.Connect is not closed when err != nil`
	if err != nil {
		return err
	}
	if err := nc.Publish("hits", data); err != nil {
		return err
	}
	nc.Close()
	return nil
}

// Whoever closes the connection ends the subscription, later.
func FN_subscriptionOnParameter(nc *nats.Conn) (*nats.Msg, error) {
	sub, err := nc.SubscribeSync("replies")
	if err != nil {
		return nil, err
	}
	return sub.NextMsg(time.Second)
}

func replyOk(nc *nats.Conn) (*nats.Msg, error) {
	sub, err := nc.SubscribeSync("replies")
	if err != nil {
		return nil, err
	}
	defer sub.Unsubscribe()
	return sub.NextMsg(time.Second)
}

// Closing the connection ends its subscriptions.
func subscriptionOfClosedOk() (*nats.Msg, error) {
	nc, err := nats.Connect("nats://bus")
	if err != nil {
		return nil, err
	}
	defer nc.Close()
	sub, err := nc.SubscribeSync("replies")
	if err != nil {
		return nil, err
	}
	return sub.NextMsg(time.Second)
}
