package goroutine

import "strings"

// clients lists a goroutine by which a client that must be closed can be
// known: the function (a prefix of its full name) and what to call the client.
// A client that needs no goroutine while it is idle (most Redis clients,
// coder/websocket) cannot stand here: only its sockets show.
//
// Those of database/sql, gRPC, go-redis, NATS and MQTT are run for real by
// conntest/internal/realtest; the others are read from the packages' sources.
var clients = []struct{ fn, name string }{
	{"database/sql.(*DB).connectionOpener", "sql.DB"},
	{"google.golang.org/grpc/internal/grpcsync.(*CallbackSerializer).run", "gRPC client"},
	{"google.golang.org/grpc/internal/transport.(*http2Client).", "gRPC client"},
	{"github.com/philippseith/signalr.(*client).", "SignalR client"},
	{"github.com/redis/go-redis/", "Redis client"},
	{"github.com/nats-io/nats.go.", "NATS client"},
	{"github.com/rabbitmq/amqp091-go.", "AMQP client"},
	{"github.com/streadway/amqp.", "AMQP client"},
	{"github.com/Azure/go-amqp.", "AMQP client"},
	{"github.com/eclipse/paho.mqtt.golang.", "MQTT client"},
	{"github.com/segmentio/kafka-go.", "Kafka client"},
	{"github.com/IBM/sarama.", "Kafka client"},
	{"github.com/twmb/franz-go/pkg/kgo.", "Kafka client"},
	{"go.mongodb.org/mongo-driver/", "MongoDB client"},
	{"github.com/jackc/pgx/v5/pgxpool.", "pgx pool"},
	{"go.etcd.io/etcd/client/v3.", "etcd client"},
}

// ClientName returns what g belongs to, or the empty string.
// Servers of the same packages are left out.
func ClientName(g Group) string {
	for _, f := range g.Frames {
		if strings.Contains(f.Func, "erver)") { // (*Server), (*server), (*http2Server)
			return ""
		}
	}
	for _, c := range clients {
		for _, f := range g.Frames {
			// A dot in the last element of an import path is written %2e in
			// the names of its functions: nats%2ego.(*Conn).readLoop.
			if strings.HasPrefix(strings.ReplaceAll(f.Func, "%2e", "."), c.fn) {
				return c.name
			}
		}
	}
	return ""
}
