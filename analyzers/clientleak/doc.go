// Package clientleak defines the rule clientleak.
//
// # clientleak: client not stopped on some path
//
// # What it reports
//
// A client, pool or hub that holds connections or goroutines until it is stopped,
// and that some path through the function which made it leaves running: SignalR,
// gRPC, Redis, NATS, MQTT, AMQP, Kafka, Pulsar, MongoDB, etcd, Cassandra, sql.DB and
// pgx pools, the clients of Azure and Google Cloud, and others. It is released by
// the method that its package names (Close, Stop, Shutdown, Disconnect), or by
// cancelling the context that it was built with, where the package says so. A
// client that holds nothing before it is started counts from there.
//
// Where it is made for each request, message or tick, or in each iteration of a
// loop, the finding says so, how the request gets there, and what would be better:
// a step "remedy" at the end of the path, because no edit can move a client to
// where it belongs.
//
// # Why it matters
//
// Such a client reconnects, sends heartbeats and keeps its goroutines whether
// anybody uses it or not. Made for each request or function invocation and never
// stopped, its connections add up until the service, or the other side, refuses new
// ones; only a restart helps. Measured: 200 gRPC clients that were never closed
// left 200 sockets and 1000 goroutines.
//
// # Bad
//
// Each call leaves a client behind:
//
//	func notify(ctx context.Context, addr string, msg *pb.Message) error {
//		conn, err := grpc.NewClient(addr, opts...)
//		if err != nil {
//			return err
//		}
//		_, err = pb.NewNotifierClient(conn).Notify(ctx, msg)
//		return err
//	}
//
// # Good
//
// One client serves all calls:
//
//	type Notifier struct{ client pb.NotifierClient }
//
//	func (n *Notifier) Notify(ctx context.Context, msg *pb.Message) error {
//		_, err := n.client.Notify(ctx, msg)
//		return err
//	}
//
// # What it does not report
//
// Clients that live as long as the process: in package variables, or made in main, or
// in a command of a command line (cobra, urfave/cli, kingpin, hashicorp/cli), or in
// what only these call outside of loops.
// Clients that are stored in a longer-lived value, returned, or handed to code that
// the analysis cannot see. Clients that hold nothing that needs releasing. Clients
// that are made per request and released: that is rule clientchurn.
package clientleak

import _ "embed"

//go:embed doc.go
var doc string
