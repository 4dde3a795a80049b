package realtest

import (
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"sync"
	"time"

	coder "github.com/coder/websocket"
	gorilla "github.com/gorilla/websocket"
)

// A pattern is a way to use connections, ten times over.
type pattern struct {
	name   string
	want   string // error, warning, note, none; what the pattern deserves
	before string // warning only up to this release of Go; note after it
	run    func(r *rig)
}

const times = 10

// shared returns a client over one transport, which pools.
func (r *rig) shared(tr *http.Transport) *http.Client {
	r.undo(tr.CloseIdleConnections)
	return &http.Client{Transport: r.wrap(tr)}
}

// pool returns the one client that the program's parts share.
func (r *rig) pool() *http.Client {
	if r.pooled == nil {
		r.pooled = r.shared(&http.Transport{})
	}
	return r.pooled
}

// each runs one request ten times over one pooling transport to the server.
func each(path string, f func(r *rig, c *http.Client, url string)) func(*rig) {
	return func(r *rig) {
		c := r.shared(&http.Transport{})
		for range times {
			f(r, c, r.h1.URL+path)
		}
	}
}

func over2(path string, n int, f func(r *rig, c *http.Client, url string)) func(*rig) {
	return func(r *rig) {
		c := r.shared(r.h2.Client().Transport.(*http.Transport).Clone())
		for range n {
			f(r, c, r.h2.URL+path)
		}
	}
}

func readClose(r *rig, c *http.Client, url string)   { drain(r.get(c, url)) }
func leave(r *rig, c *http.Client, url string)       { r.get(c, url) }
func closeUnread(r *rig, c *http.Client, url string) { r.get(c, url).Body.Close() }
func readLeave(r *rig, c *http.Client, url string)   { io.Copy(io.Discard, r.get(c, url).Body) }

func limited(n int64) func(*rig, *http.Client, string) {
	return func(r *rig, c *http.Client, url string) {
		resp := r.get(c, url)
		io.Copy(io.Discard, io.LimitReader(resp.Body, n))
		resp.Body.Close()
	}
}

func decode(closes bool) func(*rig, *http.Client, string) {
	return func(r *rig, c *http.Client, url string) {
		resp := r.get(c, url)
		var v any
		json.NewDecoder(resp.Body).Decode(&v)
		if closes {
			resp.Body.Close()
		}
	}
}

// perRequest makes a transport for each of ten requests.
func perRequest(make func(r *rig) *http.Transport, f func(r *rig, c *http.Client)) func(*rig) {
	return func(r *rig) {
		for range times {
			f(r, r.shared(make(r)))
		}
	}
}

func plain(*rig) *http.Transport { return &http.Transport{} }

func bursts(tr *http.Transport) func(*rig) {
	return func(r *rig) {
		c := r.shared(tr)
		for range times {
			var all []*http.Response
			for range 6 { // six at once
				all = append(all, r.get(c, r.h1.URL+"/64k"))
			}
			for _, resp := range all {
				drain(resp)
			}
		}
	}
}

func upgrade(req *http.Request) {
	req.Header.Set("Connection", "Upgrade")
	req.Header.Set("Upgrade", "websocket")
	req.Header.Set("Sec-WebSocket-Version", "13")
	req.Header.Set("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
}

var httpPatterns = []pattern{
	{"read and closed, small", "none", "", each("/small", readClose)},
	{"read and closed, 1 MiB", "none", "", each("/large", readClose)},
	{"never read, never closed: small", "error", "", each("/small", leave)},
	{"never read, never closed: chunked", "error", "", each("/chunked", leave)},
	{"never read, never closed: gzip", "error", "", each("/gzip", leave)},
	{"never read, never closed: 1 MiB", "error", "", each("/large", leave)},
	{"read to the end, never closed", "note", "", each("/small", readLeave)},
	{"read to the end, never closed: gzip", "note", "", each("/gzip", readLeave)},
	{"HEAD, never closed", "none", "", each("/small", func(r *rig, c *http.Client, url string) { r.do(c, "HEAD", url) })},
	{"status 204, never closed", "none", "", each("/204", leave)},
	{"status 304, never closed", "none", "", each("/304", leave)},
	{"empty answer, never closed", "none", "", each("/empty", leave)},
	{"status 500, returned without closing", "error", "", each("/500", leave)},
	{"never closed after a redirect", "error", "", each("/redirect", leave)},
	{"redirect not followed, never closed", "error", "", func(r *rig) {
		c := r.shared(&http.Transport{})
		c.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
		for range times {
			r.get(c, r.h1.URL+"/redirect")
		}
	}},
	{"never closed, context cancelled", "warning", "", each("/small", func(r *rig, c *http.Client, url string) {
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		r.do(c, "GET", url, func(req *http.Request) { *req = *req.WithContext(ctx) })
	})},
	{"never closed, Client.Timeout passes", "warning", "", func(r *rig) {
		c := r.shared(&http.Transport{})
		c.Timeout = 50 * time.Millisecond
		for range times {
			r.get(c, r.h1.URL+"/small")
		}
	}},
	{"never closed, Client.Timeout 30 s", "warning", "", func(r *rig) {
		c := r.shared(&http.Transport{})
		c.Timeout = 30 * time.Second
		for range times {
			r.get(c, r.h1.URL+"/small")
		}
	}},
	{"never closed, the server closes", "error", "", each("/closes", leave)},
	{"never closed, keep-alives off", "error", "", func(r *rig) {
		c := r.shared(&http.Transport{DisableKeepAlives: true})
		for range times {
			r.get(c, r.h1.URL+"/small")
		}
	}},
	{"never closed under MaxConnsPerHost: the next request hangs", "error", "", func(r *rig) {
		c := r.shared(&http.Transport{MaxConnsPerHost: 3})
		for range 3 {
			r.get(c, r.h1.URL+"/small")
		}
		ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
		defer cancel()
		req, _ := http.NewRequestWithContext(ctx, "GET", r.h1.URL+"/small", nil)
		if resp, err := c.Do(req); err == nil {
			resp.Body.Close()
			r.broken = append(r.broken, "the request did not hang")
		}
	}},
	{"httptest.Server.Client, never closed", "error", "", func(r *rig) {
		c := &http.Client{Transport: r.wrap(r.h1.Client().Transport)}
		for range times {
			r.get(c, r.h1.URL+"/small")
		}
	}},
	{"reading fails half-way, never closed", "note", "", each("/abort", readLeave)},
	{"closed unread: small", "warning", "1.26", each("/small", closeUnread)},
	{"closed unread: 64 KiB", "warning", "1.26", each("/64k", closeUnread)},
	{"closed unread: 200 KiB", "warning", "1.26", each("/200k", closeUnread)},
	{"closed unread: gzip", "warning", "1.26", each("/gzip", closeUnread)},
	{"closed unread: TLS", "warning", "1.26", func(r *rig) {
		c := r.shared(r.tls.Client().Transport.(*http.Transport).Clone())
		for range times {
			closeUnread(r, c, r.tls.URL+"/small")
		}
	}},
	{"closed unread: 1 MiB", "warning", "", each("/large", closeUnread)},
	{"closed unread: event stream", "warning", "", each("/sse", closeUnread)},
	{"json.Decoder and Close", "none", "", each("/json", decode(true))},
	{"json.Decoder and Close, the end comes later", "warning", "", each("/json-tail", decode(true))},
	{"json.Decoder, never closed", "note", "", each("/json", decode(false))},
	{"json.Decoder, never closed, the end comes later", "error", "", each("/json-tail", decode(false))},
	{"LimitReader, 1 KiB of 64 KiB, and Close", "warning", "1.26", each("/64k", limited(1024))},
	{"LimitReader beyond the end, and Close", "none", "", each("/small", limited(1024))},
	{"LimitReader to just the end, and Close", "none", "", each("/small", limited(20))},
	{"HTTP/2, closed unread: small", "none", "", over2("/small", times, closeUnread)},
	{"HTTP/2, closed unread: 1 MiB", "none", "", over2("/large", times, closeUnread)},
	{"HTTP/2, small, never closed", "note", "", over2("/small", times, leave)},
	{"HTTP/2, read to the end, never closed", "note", "", over2("/small", times, readLeave)},
	{"HTTP/2, 8 MiB, never closed", "error", "", over2("/8m", times, leave)},
	{"HTTP/2, event stream, never closed", "error", "", over2("/sse", times, leave)},
	{"HTTP/2, 1 MiB, never read, until the window is used up", "error", "", over2("/large", 20, leave)},
	{"Transport per request, read and closed", "error", "", perRequest(plain, func(r *rig, c *http.Client) { readClose(r, c, r.h1.URL+"/small") })},
	{"Transport per request over HTTP/2", "error", "", perRequest(func(r *rig) *http.Transport {
		return r.h2.Client().Transport.(*http.Transport).Clone()
	}, func(r *rig, c *http.Client) { readClose(r, c, r.h2.URL+"/small") })},
	{"DefaultTransport.Clone per request", "error", "", perRequest(func(*rig) *http.Transport {
		return http.DefaultTransport.(*http.Transport).Clone()
	}, func(r *rig, c *http.Client) { readClose(r, c, r.h1.URL+"/small") })},
	{"Transport per request, IdleConnTimeout 50 ms", "warning", "", perRequest(func(*rig) *http.Transport {
		return &http.Transport{IdleConnTimeout: 50 * time.Millisecond}
	}, func(r *rig, c *http.Client) { readClose(r, c, r.h1.URL+"/small") })},
	{"Transport per request, CloseIdleConnections", "warning", "", perRequest(plain, func(r *rig, c *http.Client) {
		readClose(r, c, r.h1.URL+"/small")
		c.CloseIdleConnections()
	})},
	{"Transport per request, keep-alives off", "warning", "", perRequest(func(*rig) *http.Transport {
		return &http.Transport{DisableKeepAlives: true}
	}, func(r *rig, c *http.Client) { readClose(r, c, r.h1.URL+"/small") })},
	{"Transport per request, never closed", "error", "", perRequest(plain, func(r *rig, c *http.Client) { leave(r, c, r.h1.URL+"/small") })},
	{"Transport per request, never closed, CloseIdleConnections", "error", "", perRequest(plain, func(r *rig, c *http.Client) {
		leave(r, c, r.h1.URL+"/small")
		c.CloseIdleConnections()
	})},
	{"http.Client per request on the default transport", "none", "", func(r *rig) {
		for range times {
			readClose(r, &http.Client{Transport: r.wrap(http.DefaultTransport)}, r.h1.URL+"/small")
		}
	}},
	{"ReverseProxy per request on the default transport", "none", "", func(r *rig) {
		to, _ := url.Parse(r.h1.URL)
		for range times {
			proxy := &httputil.ReverseProxy{
				Rewrite:   func(p *httputil.ProxyRequest) { p.SetURL(to) },
				Transport: r.wrap(http.DefaultTransport),
			}
			proxy.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/small", nil))
		}
	}},
	{"keep-alives off", "warning", "", func(r *rig) {
		c := r.shared(&http.Transport{DisableKeepAlives: true})
		for range times {
			readClose(r, c, r.h1.URL+"/small")
		}
	}},
	{"Request.Close", "warning", "", each("/small", func(r *rig, c *http.Client, url string) {
		drain(r.do(c, "GET", url, func(req *http.Request) { req.Close = true }))
	})},
	{"header Connection: close", "warning", "", each("/small", func(r *rig, c *http.Client, url string) {
		drain(r.do(c, "GET", url, func(req *http.Request) { req.Header.Set("Connection", "close") }))
	})},
	{"bursts of 6, two idle connections kept", "warning", "", bursts(&http.Transport{})},
	{"bursts of 6, MaxIdleConnsPerHost 6", "none", "", bursts(&http.Transport{MaxIdleConnsPerHost: 6})},
	{"6 workers, MaxConnsPerHost 2", "none", "", func(r *rig) {
		c := r.shared(&http.Transport{MaxConnsPerHost: 2})
		var wg sync.WaitGroup
		for range 6 {
			wg.Go(func() {
				for range times {
					if resp, err := c.Get(r.h1.URL + "/small"); err == nil {
						drain(resp)
					}
				}
			})
		}
		wg.Wait()
	}},
	{"closed 20 ms later by a goroutine", "none", "", each("/small", func(r *rig, c *http.Client, url string) {
		resp := r.get(c, url)
		time.AfterFunc(20*time.Millisecond, func() { drain(resp) })
		time.Sleep(40 * time.Millisecond)
	})},
	{"closed twice", "none", "", each("/small", func(r *rig, c *http.Client, url string) {
		resp := r.get(c, url)
		drain(resp)
		resp.Body.Close()
	})},
}

var otherPatterns = []pattern{
	{"switched protocol (101), never closed", "warning", "", each("/ws", func(r *rig, c *http.Client, url string) { r.do(c, "GET", url, upgrade) })},
	{"switched protocol (101), closed", "none", "", func(r *rig) {
		c := r.shared(&http.Transport{})
		r.do(c, "GET", r.h1.URL+"/ws", upgrade).Body.Close()
	}},
	{"net.Dial, dropped", "warning", "", func(r *rig) {
		for range times {
			conn, err := net.Dial("tcp", r.line.Addr().String())
			r.must(err)
			r.undo(func() { conn.Close() })
		}
	}},
	{"net.Dial with a reader, never closed", "error", "", func(r *rig) {
		for range times {
			conn, err := net.Dial("tcp", r.line.Addr().String())
			r.must(err)
			r.undo(func() { conn.Close() })
			go io.Copy(io.Discard, conn)
		}
	}},
	{"net.Dial, closed", "none", "", func(r *rig) {
		conn, err := net.Dial("tcp", r.line.Addr().String())
		r.must(err)
		conn.Close()
	}},
	{"gorilla/websocket, dropped", "warning", "", func(r *rig) {
		for range times {
			conn, _, err := gorilla.DefaultDialer.Dial("ws"+r.h1.URL[len("http"):]+"/ws", nil)
			r.must(err)
			r.undo(func() { conn.Close() })
		}
	}},
	{"gorilla/websocket with a reader, never closed", "error", "", func(r *rig) {
		for range times {
			conn, _, err := gorilla.DefaultDialer.Dial("ws"+r.h1.URL[len("http"):]+"/ws", nil)
			r.must(err)
			r.undo(func() { conn.Close() })
			go conn.ReadMessage()
		}
	}},
	{"coder/websocket, never closed", "error", "", func(r *rig) {
		c := r.shared(&http.Transport{})
		for range times {
			conn, _, err := coder.Dial(context.Background(), r.h1.URL+"/ws", &coder.DialOptions{HTTPClient: c})
			r.must(err)
			r.undo(func() { conn.CloseNow() })
		}
	}},
	{"coder/websocket with a reader, never closed", "error", "", func(r *rig) {
		c := r.shared(&http.Transport{})
		for range times {
			conn, _, err := coder.Dial(context.Background(), r.h1.URL+"/ws", &coder.DialOptions{HTTPClient: c})
			r.must(err)
			r.undo(func() { conn.CloseNow() })
			go conn.Read(context.Background())
		}
	}},
	{"coder/websocket, closed", "none", "", func(r *rig) {
		conn, _, err := coder.Dial(context.Background(), r.h1.URL+"/ws", &coder.DialOptions{HTTPClient: r.shared(&http.Transport{})})
		r.must(err)
		conn.CloseNow()
	}},
	{"sql.Open per request, never closed", "error", "", func(r *rig) {
		for range times {
			r.must(r.open().Ping())
		}
	}},
	{"sql.Open per request, never used, never closed", "error", "", func(r *rig) {
		for range times {
			r.open()
		}
	}},
	{"sql.Rows never closed", "error", "", func(r *rig) {
		db := r.longLived
		for range times {
			rows, err := db.Query("q")
			r.must(err)
			rows.Next()
		}
	}},
	{"sql.Rows never closed, MaxOpenConns 3: the next query hangs", "error", "", func(r *rig) {
		db := r.longLived
		db.SetMaxOpenConns(3)
		for range 3 {
			_, err := db.Query("q")
			r.must(err)
		}
		ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
		defer cancel()
		if _, err := db.QueryContext(ctx, "q"); err == nil {
			r.broken = append(r.broken, "the query did not hang")
		}
	}},
	{"sql.Rows read to the end, never closed", "none", "", func(r *rig) {
		db := r.longLived
		for range times {
			rows, err := db.Query("q")
			r.must(err)
			for rows.Next() {
			}
		}
	}},
	{"sql.Tx never committed", "error", "", func(r *rig) {
		db := r.longLived
		for range times {
			_, err := db.Begin()
			r.must(err)
		}
	}},
}
