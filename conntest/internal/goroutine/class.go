package goroutine

import "strings"

// A Kind says what a goroutine holds.
type Kind int

// The kinds of goroutines that hold a connection.
const (
	Other       Kind = iota
	HTTPIdle         // an HTTP/1 connection in the pool, or waiting for an answer
	HTTPOpen         // an HTTP/1 connection whose response body is open
	HTTP2Conn        // an HTTP/2 connection
	HTTP2Stream      // an HTTP/2 request that is not over
	SQLTx            // a transaction that is neither committed nor rolled back
	SQLRows          // rows that are open, when their context can be cancelled
	Client           // a client that lives until it is closed; see ClientName
	Upgraded         // the body of a 101 answer, such as a websocket, which some code is reading
	Reader           // a connection that some other code is reading
)

// Classify says what the goroutines of g hold.
func Classify(g Group) Kind {
	if len(g.Frames) == 0 {
		return Other
	}
	switch {
	case g.Has("net/http.(*persistConn).readLoop"):
		// readLoop itself on top: it waits for the reader of a body. In Peek
		// it waits for the peer: the connection is idle, or the request is
		// on its way. Deeper elsewhere it is busy for a moment.
		if strings.HasSuffix(g.Frames[0].Func, ".readLoop") {
			return HTTPOpen
		}
		if g.Has("bufio.(*Reader).Peek") {
			return HTTPIdle
		}
		return Other
	case g.Has("lientStream).doRequest"):
		// net/http.(*http2clientStream) up to Go 1.26, (*clientStream) of
		// net/http/internal/http2 from 1.27 on and of golang.org/x/net.
		return HTTP2Stream
	case g.Has("lientConnReadLoop).run"):
		return HTTP2Conn
	case g.Has("database/sql.(*Tx).awaitDone"):
		return SQLTx
	case g.Has("database/sql.(*Rows).awaitDone"):
		return SQLRows
	case ClientName(g) != "":
		return Client
	case g.Has("internal/poll.(*FD).Read") && g.Has("net/http.(*readWriteCloserBody).Read"):
		return Upgraded
	case g.Has("internal/poll.(*FD).Read") && !serves(g):
		return Reader
	}
	return Other
}

// serves reports whether g belongs to a server, or to a client whose
// goroutines are counted elsewhere.
func serves(g Group) bool {
	for _, f := range g.Frames {
		for _, prefix := range []string{
			"net/http.", "net/http/internal/", "golang.org/x/net/http2.",
			"google.golang.org/grpc", "os.", "os/exec.",
		} {
			if strings.HasPrefix(f.Func, prefix) {
				return true
			}
		}
	}
	return false
}

// Passing reports whether g is on its way to a state that tells what it holds:
// it has yet to make its first step, when its stack is empty, or it is the
// reader of an HTTP/1 connection between two waits.
func Passing(g Group) bool {
	return len(g.Frames) == 0 || g.Has("net/http.(*persistConn).readLoop") && Classify(g) == Other
}

// Tests returns the number of running tests among the goroutines that do not
// carry label: not those that wait for their turn or for their subtests.
func Tests(groups []Group, label string) int {
	n := 0
	for _, g := range groups {
		if _, labelled := g.Labels[label]; !labelled && g.Has("testing.tRunner") && !waits(g) {
			n += g.Count
		}
	}
	return n
}

func waits(g Group) bool {
	for _, f := range []string{
		"testing.(*T).Parallel", "testing.(*T).Run", "testing.tRunner.func1",
		"testing.testingSynctestTest", "/conntest.MustDetect",
	} {
		if g.Has(f) {
			return true
		}
	}
	return false
}
