// Package bodydrain defines the rule bodydrain.
//
// # bodydrain: response body closed before its end
//
// # What it reports
//
// A response body that is closed on some path before it was read to the end, so
// that its connection cannot be used again (HTTP/1). The finding stands on the
// call that obtains the response.
//
// It is a warning where the function goes on as if all were well: only the status
// was looked at, or the reading stopped half-way. It is a note where every such
// path returns an error, and where a decoder took one value from the body: whether
// the end was reached with it depends on the server (a newline, a last chunk that
// comes later) and on the time. It is a note, too, outside of loops, where nothing
// is read of the response to something other than a GET, which may well have no body
// where all went well, and where the process ends with the function: in main, in a command, and in what only these
// call, outside of loops.
//
// What the standard library repairs is not reported. Since Go 1.27, Close reads up
// to 256 KiB of the rest, for up to 50 milliseconds. The release that counts is the
// one that builds the program, whatever go.mod says; the rule looks at the net/http
// that the package is built against. There it reports only what no release repairs:
// a request that is cancelled before its body is closed, a body that the path knows
// to be longer than what Close reads (resp.ContentLength > 1<<20), and, as a note, a
// stream of events (Accept: text/event-stream) that is left before its end. How much
// a server sends, and when, is seldom in the source: a body that is too large all
// the same is not reported there. With -min-go=1.26, for a library that older releases
// build, or with -drain=always, it reports as if Close read nothing.
//
// Where bodyleak offers to close a body that nothing reads, a Close alone does what
// is reported here, up to Go 1.26: the leak is gone, and the connection with it. This
// rule's fix then adds the reading.
//
// # Why it matters
//
// The connection is closed instead of going back to the pool. The next request to
// that host pays for a new TCP and TLS handshake, and the old port stays in
// TIME_WAIT. Measured with Go 1.26: 200 requests whose bodies are closed unread open
// 200 connections; read to the end, they open one. A health check or a retry loop that
// looks only at the status gets by on its own, and runs a busy host out of ports.
//
//	ports / seconds in TIME_WAIT = new connections a second
//
//	Linux    28,232 / 60 s  = 470   32768 to 60999
//	Windows  16,384 / 240 s =  68   49152 to 65535
//
// Behind the figures: net.ipv4.ip_local_port_range in ip-sysctl of the Linux kernel's
// documentation, and TCP_TIMEWAIT_LEN in its include/net/tcp.h; for Windows the dynamic
// port range since Vista (Microsoft Learn, "The default dynamic port range for TCP/IP has
// changed") and the documented default of TcpTimedWaitDelay, 240 seconds, where later
// releases wait less.
//
// # Bad
//
//	resp, err := http.Post(url, "application/json", body)
//	if err != nil {
//		return err
//	}
//	defer resp.Body.Close()
//	if resp.StatusCode != http.StatusOK {
//		return fmt.Errorf("unexpected status %s", resp.Status)
//	}
//	return nil
//
// # Good
//
// Read what is left, but not without bound:
//
//	defer func() {
//		io.Copy(io.Discard, io.LimitReader(resp.Body, 256<<10))
//		resp.Body.Close()
//	}()
//
// # What it does not report
//
// Paths on which there is nothing to read: the response to a HEAD request, a status
// of 204 or 304, a ContentLength of 0. Paths on which reading failed. Bounded reads
// (io.CopyN, io.LimitReader): to stop there was somebody's decision. Bodies that are
// handed to code which may read them. Requests whose connection ends with them in
// any case: req.Close, the header Connection: close, a transport with
// DisableKeepAlives, or one that is made for the one request. HTTP/2, where the connection is shared and
// nothing is lost, cannot be told apart, and is reported.
//
// # Fix
//
// Where it is plain what is closed, and the library does not do it, the fix reads up
// to 256 KiB before the Close.
package bodydrain

import _ "embed"

//go:embed doc.go
var doc string
