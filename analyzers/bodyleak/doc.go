// Package bodyleak defines the rule bodyleak.
//
// # bodyleak: response body not closed on some path
//
// # What it reports
//
// An [net/http.Response] whose Body is not closed on some path through the
// function that obtained it. It makes no difference whether the response came
// from a function of net/http, through an interface, from a helper in another
// package, or inside a value that owns it. The finding stands on the call that
// obtains the response and carries the path on which the body stays open.
//
// Where the body was read to its end on every such path, or until reading failed,
// the connection is reused or gone all the same, and the finding is a warning. So
// it is where the function has deferred the cancellation of the request, which
// closes the connection. Where the response has no body, as that to HEAD or one with
// status 204 or 304, it is a note; and so it is in main, in a command of a command
// line, and in what only these call, outside of loops: the process ends with it.
//
// # Why it matters
//
// Until its body is closed, a response holds a socket and two goroutines of the
// transport. Nothing reclaims them: a service that leaks one body per failed
// request runs out of file descriptors or of local ports, usually in the middle
// of the outage that made the requests fail. With MaxConnsPerHost set it hangs
// instead, at the first request beyond the limit.
//
// # Bad
//
// The body is open when the status is not 200:
//
//	resp, err := http.Get(url)
//	if err != nil {
//		return err
//	}
//	if resp.StatusCode != http.StatusOK {
//		return fmt.Errorf("unexpected status %s", resp.Status)
//	}
//	defer resp.Body.Close()
//
// # Good
//
// The body is closed on every path, and only where there is one:
//
//	resp, err := http.Get(url)
//	if err != nil {
//		return err
//	}
//	defer resp.Body.Close()
//	if resp.StatusCode != http.StatusOK {
//		return fmt.Errorf("unexpected status %s", resp.Status)
//	}
//
// # What it does not report
//
// Paths on which there is no body: after a non-nil error, or where the response
// is nil. Paths that end the process or panic. Responses that live as long as
// the process, in package variables or in main. Responses handed to code that
// the analysis cannot see, or stored where another function may close them.
// Bodies that hold nothing: http.NoBody, io.NopCloser over memory, the result of
// an httptest.ResponseRecorder, the response to a WebSocket handshake. The body
// of a request that a server received, which the server closes.
//
// # Fix
//
// Where nothing can come between, the fix adds a deferred Close after the check
// of the error.
package bodyleak

import _ "embed"

//go:embed doc.go
var doc string
