package conntest_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/connlint/connlint/conntest"
)

func TestClientLeak(t *testing.T) {
	url := server(t)
	got := try(t, func(t *fakeT) {
		c := conntest.Client(t, brief)
		for range 2 {
			get(t, c, url+"/7?token=secret")
		}
		drain(get(t, c, url))
	})
	got.wantOne(t, "helper_test.go:", "response body is never closed [bodyleak]", "2 of GET "+url+"/7 -> 200")
	got.wantNot(t, "secret")
}

func TestClientClean(t *testing.T) {
	url := server(t)
	try(t, func(t *fakeT) {
		conntest.Check(t, conntest.MaxIdle(0), conntest.MaxSockets(0))
		c := conntest.Client(t, conntest.RequireDrained(), conntest.MaxNewConns(1))
		for range 5 {
			drain(get(t, c, url))
			get(t, c, url+"/0")
		}
		if _, err := c.Head(url); err != nil {
			t.Fatalf("%v", err)
		}
	}).wantNone(t)
}

// Check and Client in one test report a leak once, in either order.
func TestClientWithCheck(t *testing.T) {
	url := server(t)
	for _, first := range []bool{true, false} {
		got := try(t, func(t *fakeT) {
			if first {
				conntest.Check(t, brief)
			}
			c := conntest.Client(t, brief)
			if !first {
				conntest.Check(t, brief)
			}
			get(t, c, url)
		})
		got.wantOne(t, "helper_test.go:", "[bodyleak]")
	}
}

func TestRequireDrained(t *testing.T) {
	url := server(t)
	got := try(t, func(t *fakeT) {
		get(t, conntest.Client(t, brief, conntest.RequireDrained()), url+"/1000000").Body.Close()
	})
	got.wantOne(t, "helper_test.go:", "closed before it was read to the end", "[bodydrain]")
	try(t, func(t *fakeT) {
		get(t, conntest.Client(t, brief), url+"/1000000").Body.Close()
	}).wantNone(t)
}

// After Close the request is the caller's again: to change, as here.
func TestRequestIsChanged(t *testing.T) {
	url := server(t)
	try(t, func(t *fakeT) {
		c := conntest.Client(t, brief, conntest.RequireDrained())
		req, _ := http.NewRequest("GET", url+"/1000000", nil)
		resp, err := c.Do(req)
		if err != nil {
			t.Fatalf("%v", err)
		}
		resp.Body.Close()
		req.URL.Path = "/changed"
	}).wantOne(t, "GET "+url+"/1000000 ->")
}

// Closing early costs an HTTP/2 stream, not the connection.
func TestRequireDrainedHTTP2(t *testing.T) {
	srv := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.CopyN(w, zeros{}, 1e6)
	}))
	srv.EnableHTTP2 = true
	srv.StartTLS()
	defer srv.Close()
	try(t, func(t *fakeT) {
		c := &http.Client{Transport: conntest.Wrap(t, srv.Client().Transport, brief, conntest.RequireDrained(), conntest.MaxNewConns(1))}
		for range 3 {
			resp := get(t, c, srv.URL)
			if resp.ProtoMajor != 2 {
				t.Errorf("answer over %s", resp.Proto)
			}
			resp.Body.Close()
		}
	}).wantNone(t)
}

func TestMaxNewConnsCauses(t *testing.T) {
	for _, tt := range []struct {
		name string
		base *http.Transport
		path string
		use  func(*http.Response)
		rule string
	}{
		{"keep-alives off", &http.Transport{DisableKeepAlives: true}, "/", drain, "keepaliveoff"},
		{"undrained", &http.Transport{}, "/1000000", func(r *http.Response) { r.Body.Close() }, "bodydrain"},
		{"kept", &http.Transport{}, "/", drain, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			url := server(t)
			got := try(t, func(t *fakeT) {
				c := &http.Client{Transport: conntest.Wrap(t, tt.base, brief, conntest.MaxNewConns(2))}
				for range 4 {
					tt.use(get(t, c, url+tt.path))
				}
				c.CloseIdleConnections()
			})
			if tt.rule == "" {
				got.wantNone(t)
			} else {
				got.wantOne(t, "4 new connections, 2 allowed", "["+tt.rule+"]")
			}
		})
	}
}

// A burst over a pool that keeps two is told apart from other churn.
func TestMaxNewConnsIdleLimit(t *testing.T) {
	url := server(t)
	base := &http.Transport{}
	defer base.CloseIdleConnections()
	got := try(t, func(t *fakeT) {
		c := &http.Client{Transport: conntest.Wrap(t, base, brief, conntest.MaxNewConns(10))}
		for range 10 {
			var open []*http.Response
			for range 8 { // all at once
				open = append(open, get(t, c, url))
			}
			for _, r := range open {
				drain(r)
			}
		}
	})
	got.wantOne(t, "[idlelimit]", "fewer idle connections")
}

func TestContextEnds(t *testing.T) {
	url := server(t)
	got := try(t, func(t *fakeT) {
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		req, _ := http.NewRequestWithContext(ctx, "GET", url+"/100000", nil)
		if _, err := conntest.Client(t, brief).Do(req); err != nil {
			t.Fatalf("%v", err)
		}
	})
	got.wantOne(t, "[bodyleak]", "its context has ended")
}

// A switched protocol's body stays a connection that can be written.
func TestUpgrade(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		conn, rw, err := http.NewResponseController(w).Hijack()
		if err != nil {
			return
		}
		defer conn.Close()
		io.WriteString(conn, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n")
		line, _ := rw.ReadString('\n')
		io.WriteString(conn, line)
		rw.ReadString('\n') // until the client closes
	}))
	defer srv.Close()
	echo := func(t *fakeT, c *http.Client) io.ReadCloser {
		req, _ := http.NewRequest("GET", srv.URL, nil)
		req.Header.Set("Connection", "Upgrade")
		req.Header.Set("Upgrade", "echo")
		resp, err := c.Do(req)
		if err != nil {
			t.Fatalf("%v", err)
		}
		rw, ok := resp.Body.(io.ReadWriteCloser)
		if !ok {
			t.Fatalf("body of %s cannot be written", resp.Status)
		}
		fmt.Fprintln(rw, "hello")
		if line, err := bufio.NewReader(rw).ReadString('\n'); line != "hello\n" {
			t.Fatalf("echo = %q, %v", line, err)
		}
		return rw
	}
	try(t, func(t *fakeT) { echo(t, conntest.Client(t, brief)).Close() }).wantNone(t)
	try(t, func(t *fakeT) { echo(t, conntest.Client(t, brief)) }).wantOne(t, "connection of a switched protocol is never closed [connleak]")

	// One that is read shows to Check as well, and is still reported once.
	try(t, func(t *fakeT) {
		conntest.Check(t, brief)
		conn := echo(t, &http.Client{Transport: &http.Transport{}})
		t.Cleanup(func() { conn.Close() })
		go conn.Read(make([]byte, 1))
	}).wantNone(t)
	var conn io.Closer
	try(t, func(t *fakeT) {
		conntest.Check(t, brief)
		c := echo(t, &http.Client{Transport: &http.Transport{}})
		conn = c
		go c.Read(make([]byte, 1))
	}).wantOne(t, "a goroutine still reads a connection [connleak]")
	conn.Close()
	try(t, func(t *fakeT) {
		c := conntest.Client(t, brief)
		conntest.Check(t, brief)
		go echo(t, c).Read(make([]byte, 1))
	}).wantOne(t, "connection of a switched protocol is never closed [connleak]")
}

// memory is a transport without a network.
type memory struct{}

func (memory) RoundTrip(req *http.Request) (*http.Response, error) {
	return &http.Response{
		StatusCode: 200, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: req,
		Header: make(http.Header), Body: io.NopCloser(strings.NewReader("hello")),
	}, nil
}

// In a bubble the whole settle time passes at once, and a body that is closed
// within it is clean.
func TestSynctest(t *testing.T) {
	for _, leak := range []bool{true, false} {
		synctest.Test(t, func(t *testing.T) {
			start := time.Now()
			got := try(t, func(t *fakeT) {
				c := &http.Client{Transport: conntest.Wrap(t, memory{})}
				resp := get(t, c, "http://memory/")
				if !leak {
					time.AfterFunc(900*time.Millisecond, func() { resp.Body.Close() })
				}
			})
			if leak {
				got.wantOne(t, "[bodyleak]")
			} else {
				got.wantNone(t)
			}
			if d := time.Since(start); d < 900*time.Millisecond {
				t.Errorf("settled after %v of the bubble's time", d)
			}
		})
	}
}

// Five clients that leak wait together for little more than one, and the last
// of them still for a moment.
func TestClientsWaitTogether(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		got := try(t, func(t *fakeT) {
			late := get(t, &http.Client{Transport: conntest.Wrap(t, memory{})}, "http://memory/late")
			t.Cleanup(func() { time.AfterFunc(50*time.Millisecond, func() { late.Body.Close() }) })
			for range 5 {
				get(t, &http.Client{Transport: conntest.Wrap(t, memory{})}, "http://memory/")
			}
		})
		if len(got.errors) != 5 {
			t.Errorf("%d reports, want one of each client that leaks: %q", len(got.errors), got.errors)
		}
		if d := time.Since(start); d < time.Second || d > 2*time.Second {
			t.Errorf("settled after %v of the bubble's time", d)
		}
	})
}
