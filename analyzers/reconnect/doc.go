// Package reconnect defines the rule reconnect.
//
// # reconnect: connection restarted without a random delay
//
// # What it reports
//
// A persistent client or connection that an endless loop starts again after it
// failed, at once or after a delay that is the same each time. Which calls start one
// is known from the catalogue (nats.Connect, amqp091.Dial, a websocket dialer, the
// Start of a SignalR client, …), directly or in a function of the package that the
// loop calls.
//
// # Why it matters
//
// When a service restarts, all its clients lose their connections in the same
// moment. Without a delay they try again as fast as they can, each attempt
// costing a socket, a port in TIME_WAIT and, for TLS or SignalR, a negotiation;
// with a fixed delay they all come back together, every five seconds, until
// some of them are let in. Services that limit concurrent connections or negotiations
// (Azure SignalR, managed brokers) answer with errors that keep the storm going. A
// delay that grows and has a random part spreads them out.
//
// # Bad
//
//	for {
//		conn, err := amqp091.Dial(url)
//		if err != nil {
//			time.Sleep(5 * time.Second)
//			continue
//		}
//		consume(conn)
//	}
//
// # Good
//
//	delay := time.Second
//	for {
//		conn, err := amqp091.Dial(url)
//		if err != nil {
//			time.Sleep(delay + rand.N(delay))
//			delay = min(2*delay, time.Minute)
//			continue
//		}
//		delay = time.Second
//		consume(conn)
//	}
//
// # What it does not report
//
// A delay that is computed by a call or changes in the loop: it may well be random.
// A loop that gives up after a number of attempts, or that goes on to another
// address until there is none left. A loop that waits for a
// message or an incoming connection before it dials: it follows demand. A
// failure that is handled by code which is not seen, such as a function whose
// name speaks of waiting.
package reconnect
