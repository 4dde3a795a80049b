package realtest

import (
	"context"

	mqtt "github.com/eclipse/paho.mqtt.golang"
	"github.com/nats-io/nats.go"
	"github.com/redis/go-redis/v9"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	healthpb "google.golang.org/grpc/health/grpc_health_v1"
)

// A dial makes a client, uses it if asked to, and returns how to close it.
type dial func(r *rig, use bool) (close func())

// Clients that live until somebody closes them.
var clientPatterns = []pattern{
	{"gRPC client per request, never closed", "error", "", dropped(dialGRPC, true)},
	{"gRPC client per request, never used, never closed", "error", "", dropped(dialGRPC, false)},
	{"gRPC client per request, closed", "warning", "", closed(dialGRPC, times)},
	{"gRPC client, one, closed", "none", "", closed(dialGRPC, 1)},
	{"go-redis client per request, dropped", "warning", "", dropped(dialRedis, true)},
	{"go-redis client per request, closed", "warning", "", closed(dialRedis, times)},
	{"go-redis client, one, closed", "none", "", closed(dialRedis, 1)},
	{"go-redis subscription, never closed", "error", "", dropped(subscribeRedis, true)},
	{"go-redis subscription, one, closed", "none", "", closed(subscribeRedis, 1)},
	{"nats.go connection per request, never closed", "error", "", dropped(dialNATS, false)},
	{"nats.go connection per request, closed", "warning", "", closed(dialNATS, times)},
	{"nats.go connection, one, closed", "none", "", closed(dialNATS, 1)},
	{"paho MQTT client per request, never disconnected", "error", "", dropped(dialMQTT, false)},
	{"paho MQTT client per request, disconnected", "warning", "", closed(dialMQTT, times)},
	{"paho MQTT client, one, disconnected", "none", "", closed(dialMQTT, 1)},
	{"SignalR's protocol over coder/websocket, per request, never stopped", "error", "", dropped(dialSignalR, false)},
	{"SignalR's protocol over coder/websocket, per request, stopped", "warning", "", closed(dialSignalR, times)},
	{"SignalR's protocol over coder/websocket, one, stopped", "none", "", closed(dialSignalR, 1)},
}

func dropped(d dial, use bool) func(*rig) {
	return func(r *rig) {
		for range times {
			r.undo(d(r, use))
		}
	}
}

func closed(d dial, n int) func(*rig) {
	return func(r *rig) {
		for range n {
			d(r, true)()
		}
	}
}

func dialGRPC(r *rig, use bool) func() {
	cc, err := grpc.NewClient(r.grpc, grpc.WithTransportCredentials(insecure.NewCredentials()))
	r.must(err)
	if use {
		_, err = healthpb.NewHealthClient(cc).Check(context.Background(), &healthpb.HealthCheckRequest{})
		r.must(err)
	}
	return func() { cc.Close() }
}

func dialRedis(r *rig, use bool) func() {
	c := redis.NewClient(&redis.Options{Addr: r.redis.Addr()})
	if use {
		r.must(c.Ping(context.Background()).Err())
	}
	return func() { c.Close() }
}

func subscribeRedis(r *rig, use bool) func() {
	c := redis.NewClient(&redis.Options{Addr: r.redis.Addr()})
	sub := c.Subscribe(context.Background(), "news")
	_, err := sub.Receive(context.Background())
	r.must(err)
	sub.Channel() // starts the goroutine that receives
	return func() { sub.Close(); c.Close() }
}

func dialNATS(r *rig, use bool) func() {
	nc, err := nats.Connect(r.nats)
	r.must(err)
	if use && err == nil {
		r.must(nc.Publish("news", []byte("x")))
		r.must(nc.Flush())
	}
	return nc.Close
}

func dialMQTT(r *rig, use bool) func() {
	c := mqtt.NewClient(mqtt.NewClientOptions().AddBroker("tcp://" + r.mqtt))
	r.wait(c.Connect())
	if use {
		r.wait(c.Publish("news", 1, false, "x"))
	}
	return func() { c.Disconnect(0) }
}

func (r *rig) wait(tok mqtt.Token) {
	tok.Wait()
	r.must(tok.Error())
}
