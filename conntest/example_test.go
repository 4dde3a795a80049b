package conntest_test

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/connlint/connlint/conntest"
)

// fetch is the code under test of the examples.
func fetch(c *http.Client, url string) (string, error) {
	resp, err := c.Get(url)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return "", fmt.Errorf("status %s", resp.Status)
	}
	body, err := io.ReadAll(resp.Body)
	return string(body), err
}

func hello(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "hello") }

// The first line of a test, with nothing else to change. The server comes
// after it, so that it is closed before Check looks.
func ExampleCheck() {
	_ = func(t *testing.T) { // func TestFetch(t *testing.T)
		conntest.Check(t)

		srv := httptest.NewServer(http.HandlerFunc(hello))
		defer srv.Close()
		if got, err := fetch(http.DefaultClient, srv.URL); err != nil || got != "hello" {
			t.Errorf("fetch = %q, %v", got, err)
		}
	}
}

// A client that knows where each response was acquired, also in parallel tests.
func ExampleClient() {
	_ = func(t *testing.T) { // func TestFetch(t *testing.T)
		t.Parallel()
		srv := httptest.NewServer(http.HandlerFunc(hello))
		defer srv.Close()
		client := conntest.Client(t, conntest.RequireDrained(), conntest.MaxNewConns(1))
		for range 10 {
			if _, err := fetch(client, srv.URL); err != nil {
				t.Error(err)
			}
		}
	}
}

func ExampleMain() {
	_ = func(m *testing.M) { // func TestMain(m *testing.M)
		conntest.Main(m, conntest.Ignore("example.org/events.(*Stream).Watch"))
	}
}

// How many connections does a piece of code need?
func ExampleCount() {
	_ = func(t *testing.T) { // func TestReuse(t *testing.T)
		srv := httptest.NewServer(http.HandlerFunc(hello))
		defer srv.Close()
		stats := conntest.Count(t, func() {
			for range 100 {
				fetch(http.DefaultClient, srv.URL)
			}
		})
		if stats.New > 1 || stats.Open > 0 {
			t.Errorf("100 requests: %+v", stats)
		}
	}
}

// Silence means something once a leak planted on purpose is seen.
func ExampleMustDetect() {
	_ = func(t *testing.T) { // func TestControl(t *testing.T)
		srv := httptest.NewServer(http.HandlerFunc(hello))
		defer srv.Close()
		conntest.MustDetect(t, "bodyleak", func(t conntest.TB) {
			conntest.Check(t)
			if _, err := http.Get(srv.URL); err != nil { // never closed
				t.Fatalf("%v", err)
			}
		})
	}
}

// A service follows its client and serves the page beside its other debug
// pages, on a loopback address.
func ExampleWatcher() {
	watcher := conntest.New()
	client := &http.Client{Transport: watcher.RoundTripper(http.DefaultTransport)}

	debug := http.NewServeMux()
	debug.Handle("/debug/connections", watcher)
	go func() { log.Print(http.ListenAndServe("localhost:0", debug)) }()

	srv := httptest.NewServer(http.HandlerFunc(hello))
	defer srv.Close()
	for range 3 {
		fetch(client, srv.URL)
	}
	for _, h := range watcher.Snapshot().Hosts {
		fmt.Printf("%d requests, %d new connections, %d reused\n", h.Requests, h.New, h.Reused)
	}
	// Output: 3 requests, 1 new connections, 2 reused
}

// The examples above are tests; here they run.
func TestExamples(t *testing.T) {
	t.Run("Check", func(t *testing.T) {
		conntest.Check(t)
		srv := httptest.NewServer(http.HandlerFunc(hello))
		defer srv.Close()
		if got, err := fetch(http.DefaultClient, srv.URL); err != nil || got != "hello" {
			t.Errorf("fetch = %q, %v", got, err)
		}
	})
	t.Run("Client", func(t *testing.T) {
		srv := httptest.NewServer(http.HandlerFunc(hello))
		defer srv.Close()
		client := conntest.Client(t, conntest.RequireDrained(), conntest.MaxNewConns(1))
		for range 10 {
			if _, err := fetch(client, srv.URL); err != nil {
				t.Error(err)
			}
		}
	})
}
