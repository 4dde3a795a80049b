// Package clientchurn defines the rule clientchurn.
//
// # clientchurn: connection pool made per request
//
// # What it reports
//
// An http.Transport, a client with a transport of its own (also a clone of
// http.DefaultTransport, or one around which another round tripper is
// wrapped), a connection pool or a persistent client of the catalogue that is made
// for each request, message, tick or iteration, used, and dropped. The
// finding stands on the construction; where a helper makes it, also one in
// another package, on the call of the helper, with the construction as a related
// position.
//
// A transport counts wherever a function makes it, sends requests over it and
// drops it, unless that function is known to run once. Clients and pools count
// in functions that are known to run per request, and only if they are
// released there: one that is not is a leak, which clientleak reports.
//
// Outside of requests and loops a transport with an idle timeout is a note: how
// many are alive at once depends on a rate that is not known.
//
// An http.Client without a transport of its own uses http.DefaultTransport.
// Making one for each request costs nothing, and is a note.
//
// # Why it matters
//
// A pool exists to be used again. A transport that is dropped keeps its idle
// connection open, with two goroutines that read and write it, because nobody
// is left to close it: until the idle timeout if it has one, and for ever if it
// has none, which is the zero value. Measured with 200 requests whose bodies were all read and closed: 200
// sockets and 400 goroutines left, as many as if no body had been
// closed. A service works so for hours, and then fails with "too many open files",
// or the other side does, with all its connections taken.
//
// Where the client is released, each request still pays for handshakes and
// leaves a port in TIME_WAIT (see keepaliveoff).
//
// # Bad
//
//	func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
//		client := &http.Client{Transport: &http.Transport{TLSClientConfig: s.tls}}
//		resp, err := client.Get(s.backend)
//		…
//
// # Good
//
//	func newServer(…) *server {
//		return &server{client: &http.Client{Transport: &http.Transport{
//			TLSClientConfig: cfg,
//			IdleConnTimeout: 90 * time.Second,
//		}}}
//	}
//
// # What it does not report
//
// A pool that is stored where it outlives the call: in a package variable, a
// field of a value that was there before, a map, a sync.Once or
// sync.OnceValue; one that is returned (its callers are looked at), or passed to
// code that is not known. Main, init, commands, and what only these call, outside
// of loops. Functions whose name says that they set something up. A
// transport whose idle connections are closed in the same function, on
// whatever path, or of which only the dialer is used. One with its keep-alives
// switched off: keepaliveoff reports it, and says both.
//
// # Fix
//
// None is offered. The construction has to move to where its owner is made, and
// what that is the code does not say; nor whether settings such as
// credentials or a proxy differ from request to request, in which case a map of
// clients, one for each setting, is what is missing.
package clientchurn
