package goroutine

import (
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"runtime"
	"testing"
)

func TestParse(t *testing.T) {
	const text = `goroutine profile: total 3
2 @ 0x43e56e 0x451b4d
# labels: {"conn\"test":"TestX#1", "other":"y"}
#	0x6c1b4b	net/http.(*persistConn).readLoop+0xccb	/usr/go/src/net/http/transport.go:2325

1 @ 0x43e56e
#	0x4f5a00	main.main+0x10	C:/x y/main.go:7
`
	want := []Group{
		{2, map[string]string{`conn"test`: "TestX#1", "other": "y"},
			[]Frame{{"net/http.(*persistConn).readLoop", "/usr/go/src/net/http/transport.go", 2325}}},
		{1, nil, []Frame{{"main.main", "C:/x y/main.go", 7}}},
	}
	if got := parse(text); !reflect.DeepEqual(got, want) {
		t.Errorf("parse = %+v\nwant    %+v", got, want)
	}
}

// TestKinds compares what the transport does with what the profile shows, so
// that a release of Go that renames a function fails here first.
func TestKinds(t *testing.T) {
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.(http.Flusher).Flush()
		io.WriteString(w, "x")
		if r.URL.Path == "/stream" {
			<-r.Context().Done()
		}
	})
	h1 := httptest.NewServer(handler)
	defer h1.Close()
	h2 := httptest.NewUnstartedServer(handler)
	h2.EnableHTTP2 = true
	h2.StartTLS()
	defer h2.Close()

	for _, tt := range []struct {
		name   string
		server *httptest.Server
		path   string
		close  bool
		want   map[Kind]int
	}{
		{"http1 closed", h1, "/", true, map[Kind]int{HTTPIdle: 1}},
		{"http1 open", h1, "/", false, map[Kind]int{HTTPOpen: 1}},
		{"http2 closed", h2, "/", true, map[Kind]int{HTTP2Conn: 1}},
		{"http2 open", h2, "/stream", false, map[Kind]int{HTTP2Conn: 1, HTTP2Stream: 1}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			before := count()
			client := tt.server.Client()
			resp, err := client.Get(tt.server.URL + tt.path)
			if err != nil {
				t.Fatal(err)
			}
			if tt.close {
				io.Copy(io.Discard, resp.Body)
				resp.Body.Close()
			}
			var got map[Kind]int
			for range 10000 { // until the goroutines have come to rest
				if got = minus(count(), before); reflect.DeepEqual(got, tt.want) {
					break
				}
				runtime.Gosched()
			}
			if !reflect.DeepEqual(got, tt.want) {
				t.Errorf("kinds = %v, want %v", got, tt.want)
			}
			resp.Body.Close()
			client.CloseIdleConnections()
		})
	}
}

func count() map[Kind]int {
	n := make(map[Kind]int)
	for _, g := range Profile() {
		n[Classify(g)] += g.Count
	}
	delete(n, Other)
	return n
}

func minus(a, b map[Kind]int) map[Kind]int {
	d := make(map[Kind]int)
	for k, n := range a {
		if n != b[k] {
			d[k] = n - b[k]
		}
	}
	return d
}

func TestClientName(t *testing.T) {
	for _, tt := range []struct{ fn, want string }{
		{"database/sql.(*DB).connectionOpener", "sql.DB"},
		{"google.golang.org/grpc/internal/transport.(*http2Client).reader", "gRPC client"},
		{"google.golang.org/grpc/internal/transport.(*http2Server).HandleStreams", ""},
		{"github.com/philippseith/signalr.(*client).Start.func1", "SignalR client"},
		{"github.com/philippseith/signalr.(*server).Serve", ""},
		{"github.com/nats-io/nats%2ego.(*Conn).readLoop", "NATS client"},
		{"github.com/eclipse/paho%2emqtt%2egolang.startIncomingComms.func1", "MQTT client"},
		{"github.com/rabbitmq/amqp091-go.(*Connection).reader", "AMQP client"},
		{"example.org/mydatabase/sql.(*DB).connectionOpener", ""},
	} {
		g := Group{Count: 1, Frames: []Frame{{Func: "internal/poll.runtime_pollWait"}, {Func: tt.fn}}}
		if got := ClientName(g); got != tt.want {
			t.Errorf("ClientName(%s) = %q, want %q", tt.fn, got, tt.want)
		}
	}
}

// What no kind claims is not reported: a server's goroutines, a pipe's.
func TestServersAreNotReaders(t *testing.T) {
	for _, tt := range []struct {
		fn   string
		want Kind
	}{
		{"example.org/app.readLoop", Reader},
		{"net/http.(*readWriteCloserBody).Read", Upgraded},
		{"net/http.(*conn).serve", Other},
		{"google.golang.org/grpc/internal/transport.(*http2Server).HandleStreams", Other},
		{"os.(*File).Read", Other},
	} {
		g := Group{Count: 1, Frames: []Frame{{Func: "internal/poll.(*FD).Read"}, {Func: tt.fn}}}
		if got := Classify(g); got != tt.want {
			t.Errorf("Classify(%s) = %v, want %v", tt.fn, got, tt.want)
		}
	}
}
