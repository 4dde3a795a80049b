package conntest_test

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"testing"

	"github.com/connlint/connlint/conntest"
)

func TestCheckDefaultTransport(t *testing.T) {
	url := server(t)
	got := try(t, func(t *fakeT) {
		conntest.Check(t, brief)
		for range 3 {
			get(t, http.DefaultClient, "http://user:secret@"+url[len("http://"):]+"/7?token=secret")
		}
	})
	got.wantOne(t, "check_test.go:", "response body is never closed [bodyleak]",
		"3 of GET "+url+"/7 -> 200 HTTP/1.1", "conntest_test.TestCheckDefaultTransport.func1")
	got.wantNot(t, "secret")
}

// The profile sees what no wrapper does.
func TestCheckOwnTransport(t *testing.T) {
	url := server(t)
	var leaked []*http.Response
	got := try(t, func(t *fakeT) {
		conntest.Check(t, brief)
		for range 3 {
			leaked = append(leaked, get(t, &http.Client{Transport: &http.Transport{}}, url))
		}
	})
	got.wantOne(t, "[bodyleak]", "\n    3 of them", "tracebackancestors")
	for _, resp := range leaked {
		resp.Body.Close()
	}
}

func TestCheckClean(t *testing.T) {
	url := server(t)
	for name, use := range map[string]func(*fakeT, *http.Client){
		"closed":       func(t *fakeT, c *http.Client) { drain(get(t, c, url)) },
		"closed early": func(t *fakeT, c *http.Client) { get(t, c, url+"/1000000").Body.Close() },
		"closed late":  func(t *fakeT, c *http.Client) { resp := get(t, c, url); go drain(resp) },
		"read to the end": func(t *fakeT, c *http.Client) {
			resp := get(t, c, url)
			for buf := make([]byte, 10); ; {
				if _, err := resp.Body.Read(buf); err != nil {
					return
				}
			}
		},
		"empty": func(t *fakeT, c *http.Client) { get(t, c, url+"/0") },
	} {
		for kind, client := range map[string]*http.Client{
			"default": http.DefaultClient,
			"own":     {Transport: &http.Transport{}},
		} {
			t.Run(name+" "+kind, func(t *testing.T) {
				try(t, func(t *fakeT) {
					conntest.Check(t)
					use(t, client)
				}).wantNone(t)
				client.CloseIdleConnections()
			})
		}
	}
}

// A connection that an earlier test dialled, and left clean, is leaked by this.
func TestCheckReusedConnection(t *testing.T) {
	url := server(t)
	client := &http.Client{Transport: &http.Transport{}}
	try(t, func(t *fakeT) {
		conntest.Check(t)
		drain(get(t, client, url))
	}).wantNone(t)
	var resp *http.Response
	try(t, func(t *fakeT) {
		conntest.Check(t, brief)
		resp = get(t, client, url)
	}).wantOne(t, "[bodyleak]")
	resp.Body.Close()
	try(t, func(t *fakeT) {
		conntest.Check(t)
		drain(get(t, client, url))
	}).wantNone(t)
}

func TestCheckMaxIdle(t *testing.T) {
	url := server(t)
	var clients []*http.Client
	got := try(t, func(t *fakeT) {
		conntest.Check(t, brief, conntest.MaxIdle(1))
		for range 3 {
			c := &http.Client{Transport: &http.Transport{}}
			clients = append(clients, c)
			drain(get(t, c, url))
		}
	})
	got.wantOne(t, "3 HTTP connections are left idle, 1 allowed", "[clientchurn]")
	for _, c := range clients {
		c.CloseIdleConnections()
	}
}

func TestCheckMaxNewConns(t *testing.T) {
	var url string
	for _, tt := range []struct {
		name string
		get  func(*fakeT)
		rule string
	}{
		{"kept", func(t *fakeT) { drain(get(t, http.DefaultClient, url)) }, ""},
		{"request closes", func(t *fakeT) {
			req, _ := http.NewRequest("GET", url, nil)
			req.Close = true
			resp, err := http.DefaultClient.Do(req)
			if err != nil {
				t.Fatalf("%v", err)
			}
			drain(resp)
		}, "[keepaliveoff]"},
		{"undrained", func(t *fakeT) { get(t, http.DefaultClient, url+"/1000000").Body.Close() }, "[bodydrain]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			url = server(t)
			got := try(t, func(t *fakeT) {
				conntest.Check(t, brief, conntest.MaxNewConns(2))
				for range 5 {
					tt.get(t)
				}
			})
			if tt.rule == "" {
				got.wantNone(t)
			} else {
				got.wantOne(t, "5 new connections, 2 allowed", tt.rule, "check_test.go:")
			}
		})
	}
}

func TestCheckIgnore(t *testing.T) {
	url := server(t)
	var resp *http.Response
	try(t, func(t *fakeT) {
		conntest.Check(t, brief, conntest.Ignore("conntest_test.get"))
		resp = get(t, http.DefaultClient, url)
	}).wantNone(t)
	resp.Body.Close()
}

// A server of the test's own may read a connection for as long as the pool on
// the other side lives: that is no leak of the test.
func TestCheckOwnServer(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Transport: &http.Transport{}}
	try(t, func(t *fakeT) {
		conntest.Check(t, brief)
		go func() {
			for {
				conn, err := ln.Accept()
				if err != nil {
					return
				}
				go answer(conn)
			}
		}()
		drain(get(t, client, "http://"+ln.Addr().String()))
		ln.Close()
	}).wantNone(t)
	client.CloseIdleConnections()
}

// answer answers requests on conn until the client closes it.
func answer(conn net.Conn) {
	defer conn.Close()
	for lines := bufio.NewScanner(conn); lines.Scan(); {
		if lines.Text() == "" { // the end of a request
			io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
		}
	}
}

// A connection that a goroutine reads, and nobody closes.
func TestCheckReader(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	var conn net.Conn
	try(t, func(t *fakeT) {
		conntest.Check(t, brief)
		if conn, err = net.Dial("tcp", ln.Addr().String()); err != nil {
			t.Fatalf("%v", err)
		}
		go answer(conn)
	}).wantOne(t, "check_test.go:", "a goroutine still reads a connection [connleak]", "conntest_test.answer")
	conn.Close()
}
