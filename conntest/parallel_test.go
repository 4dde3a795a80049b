package conntest_test

import (
	"fmt"
	"net/http"
	"sync"
	"testing"

	"github.com/connlint/connlint/conntest"
)

// TestParallel runs twenty tests at once over one pool, half of which leak.
// Nobody may be blamed for a neighbour; whoever is told apart by a wrapper must
// be found. Run it with -race -count=15.
func TestParallel(t *testing.T) {
	url := server(t)
	for _, tt := range []struct {
		name  string
		exact bool
		watch func(*fakeT, http.RoundTripper) *http.Client
		apart bool // the requests come from goroutines that the test starts
	}{
		{"Wrap", true, func(t *fakeT, pool http.RoundTripper) *http.Client {
			return &http.Client{Transport: conntest.Wrap(t, pool, brief)}
		}, true},
		{"Client", true, func(t *fakeT, _ http.RoundTripper) *http.Client {
			return conntest.Client(t, brief)
		}, true},
		{"Check and Wrap", true, func(t *fakeT, pool http.RoundTripper) *http.Client {
			conntest.Check(t, brief)
			return &http.Client{Transport: conntest.Wrap(t, pool, brief)}
		}, true},
		{"Check on the default transport", true, func(t *fakeT, _ http.RoundTripper) *http.Client {
			conntest.Check(t, brief)
			return http.DefaultClient
		}, false},
		{"Check on the default transport, from goroutines", false, func(t *fakeT, _ http.RoundTripper) *http.Client {
			conntest.Check(t, brief)
			return http.DefaultClient
		}, true},
		{"Check on a shared transport", false, func(t *fakeT, pool http.RoundTripper) *http.Client {
			conntest.Check(t, brief)
			return &http.Client{Transport: pool}
		}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			pool := &http.Transport{MaxIdleConnsPerHost: 8}
			t.Cleanup(pool.CloseIdleConnections)
			var mu sync.Mutex
			var leaked []*http.Response
			t.Cleanup(func() {
				for _, r := range leaked {
					r.Body.Close()
				}
			})
			for i := range 20 {
				leaks := i%2 == 0
				t.Run(fmt.Sprintf("%02d leaks=%v", i, leaks), func(t *testing.T) {
					t.Parallel()
					got := try(t, func(t *fakeT) {
						c := tt.watch(t, pool)
						for range 5 {
							drain(get(t, c, url))
						}
						if leaks {
							resp := from(tt.apart, func() *http.Response { return get(t, c, url) })
							mu.Lock()
							leaked = append(leaked, resp)
							mu.Unlock()
						}
						for range 5 {
							drain(get(t, c, url))
						}
					})
					switch {
					case !leaks:
						got.wantNone(t)
					case tt.exact:
						got.wantOne(t, "[bodyleak]")
					}
				})
			}
		})
	}
}

// from runs f on this goroutine or on one of its own.
func from(apart bool, f func() *http.Response) *http.Response {
	if !apart {
		return f()
	}
	c := make(chan *http.Response)
	go func() { c <- f() }()
	return <-c
}
