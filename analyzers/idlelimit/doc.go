// Package idlelimit defines the rule idlelimit.
//
// # idlelimit: concurrent requests over two idle connections
//
// # What it reports
//
// Requests that are sent from goroutines started in a loop, over one transport
// that keeps the default number of idle connections per host, which is two. The
// goroutines are started by go, by errgroup or by sync.WaitGroup.Go; the request is in
// their function, or in one of this package that it calls. The transport is
// http.DefaultTransport, or one whose literal is seen and sets no
// MaxIdleConnsPerHost.
//
// # Why it matters
//
// Each of fifty requests that run at once has a connection of its own. When they
// are done, two connections are kept, and forty-eight are closed; the next
// burst opens them again. Measured: 40 bursts of 50 requests opened 1,920
// connections, and left 1,918 ports in TIME_WAIT. With MaxIdleConnsPerHost at
// 50 they opened 50. Under steady load the effect is smaller: 50 workers with
// 40 requests each opened 93 connections in place of 50.
//
// A limit on the connections themselves does not help: with MaxConnsPerHost at
// 10 the bursts opened 322. Over HTTP/2 all requests share one connection, and
// none of this matters.
//
// # Bad
//
//	var client = &http.Client{Timeout: 10 * time.Second}
//
//	for _, id := range ids {
//		g.Go(func() error { return fetch(client, base+"/items/"+id) })
//	}
//
// # Good
//
//	var client = &http.Client{
//		Timeout: 10 * time.Second,
//		Transport: &http.Transport{
//			MaxIdleConnsPerHost: 50, // as many as requests run at once
//			IdleConnTimeout:     90 * time.Second,
//		},
//	}
//
// # What it does not report
//
// A client whose transport is not seen: a parameter, or a field that is set
// from outside. A transport that sets MaxIdleConnsPerHost, or a program that sets it on
// http.DefaultTransport in the same package. A loop that starts two goroutines at
// most. A request to the address that the loop ranges over, which may be
// another host each time.
package idlelimit
