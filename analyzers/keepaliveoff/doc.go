// Package keepaliveoff defines the rule keepaliveoff.
//
// # keepaliveoff: connection reuse is switched off
//
// # What it reports
//
// It reports the settings after which no connection is used twice:
//
//   - DisableKeepAlives: true of an http.Transport;
//   - Close: true of an outgoing http.Request;
//   - a "Connection: close" header on an outgoing request;
//   - a negative MaxIdleConnsPerHost, which net/http reads as "keep none";
//   - CloseIdleConnections after each request on a client that is shared;
//   - a net.Dialer or net.DialTCP pinned to one local TCP port.
//
// Literals and assignments count, and constants however they are spelled.
//
// # Why it matters
//
// Each request pays for a new TCP (and TLS) handshake, and each connection,
// once closed, keeps its port in TIME_WAIT on the side that closed first. A
// port that waits cannot be used again towards the same address and port, so
// the rate of new connections to one service is bounded:
//
//	ports / seconds in TIME_WAIT = new connections a second
//
//	Linux    28,232 / 60 s  = 470   32768 to 60999
//	Windows  16,384 / 240 s =  68   49152 to 65535
//	         4,000 / 240 s  =  16   a machine that has less to give
//
// A service that stays below the bound in its tests passes it under load,
// and then every dial fails with "cannot assign requested address", also the
// dials of other processes that share the machine or the gateway. Measured: 200
// requests with keep-alives off open 200 connections; with them on, one.
//
// Behind the figures: net.ipv4.ip_local_port_range and tcp(7) of Linux, whose
// TIME_WAIT is the constant TCP_TIMEWAIT_LEN of include/net/tcp.h; the dynamic port
// range since Windows Vista (Microsoft Learn, "The default dynamic port range
// for TCP/IP has changed") and the documented default of TcpTimedWaitDelay
// (240 seconds; later releases wait less). Where the server is the first to close, the waiting is on its side,
// and there the same four-tuple is what runs out.
//
// Keep-alives are often switched off to cure a leak: a transport made for each
// request keeps its idle connection and two goroutines, and DisableKeepAlives
// makes them go away. The rule then says both. The cure is one shared
// transport, with its keep-alives on.
//
// # Bad
//
//	var client = &http.Client{Transport: &http.Transport{
//		DisableKeepAlives: true,
//	}}
//
// # Good
//
//	var client = &http.Client{Transport: &http.Transport{
//		IdleConnTimeout:     90 * time.Second,
//		MaxIdleConnsPerHost: 50, // as many as requests run at once
//	}}
//
// # What it does not report
//
// Settings whose value is a variable, a parameter or a configuration, or that are
// made only under such a condition: somebody chose them. A server's own
// "Connection: close" response header. Transports that dial a Unix socket, which
// has no ports. The TCP keep-alive probes of net.Dialer (KeepAlive: -1), which have
// nothing to do with reuse. A header map that is not seen to reach a
// request. CloseIdleConnections under a condition (after an error, after a
// change of certificates) or on a client that the function made for itself.
//
// # Fix
//
// None is offered: taking the setting away changes what the program does, and
// may uncover the leak that it covers.
package keepaliveoff
