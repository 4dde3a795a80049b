package conntest_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/connlint/connlint/conntest"
)

// brief is how long tests wait for a leak that is certain.
var brief = conntest.Settle(20 * time.Millisecond)

// fakeT is a test whose failure is a result.
type fakeT struct {
	name     string
	mu       sync.Mutex
	errors   []string
	logs     []string
	cleanups []func()
}

func (f *fakeT) Helper()          {}
func (f *fakeT) Name() string     { return f.name }
func (f *fakeT) Cleanup(c func()) { f.cleanups = append(f.cleanups, c) }

func (f *fakeT) Logf(format string, args ...any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.logs = append(f.logs, fmt.Sprintf(format, args...))
}

func (f *fakeT) Errorf(format string, args ...any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.errors = append(f.errors, fmt.Sprintf(format, args...))
}

func (f *fakeT) Fatalf(format string, args ...any) {
	f.Errorf(format, args...)
	panic(f)
}

// try runs test as a test of its own and returns what it reported. It stays on
// the goroutine of t, as a test that waits for another would count as running.
func try(t *testing.T, test func(t *fakeT)) *fakeT {
	t.Helper()
	f := &fakeT{name: t.Name() + "/tried"}
	defer func() {
		if r := recover(); r != nil && r != any(f) {
			panic(r)
		}
	}()
	defer func() {
		for len(f.cleanups) > 0 {
			last := len(f.cleanups) - 1
			c := f.cleanups[last]
			f.cleanups = f.cleanups[:last]
			c()
		}
	}()
	test(f)
	return f
}

// wantOne fails t unless exactly one report was made, with all the parts.
func (f *fakeT) wantOne(t *testing.T, parts ...string) {
	t.Helper()
	if len(f.errors) != 1 {
		t.Fatalf("%d reports, want one: %q", len(f.errors), f.errors)
	}
	for _, p := range parts {
		if !strings.Contains(f.errors[0], p) {
			t.Errorf("report lacks %q:\n%s", p, f.errors[0])
		}
	}
}

func (f *fakeT) wantNot(t *testing.T, part string) {
	t.Helper()
	if all := strings.Join(f.errors, "\n"); strings.Contains(all, part) {
		t.Errorf("report has %q:\n%s", part, all)
	}
}

func (f *fakeT) wantNone(t *testing.T) {
	t.Helper()
	if len(f.errors) != 0 {
		t.Errorf("clean code is reported: %q", f.errors)
	}
}

// server answers /n with n bytes, at once; /sse never ends.
func server(t *testing.T) string {
	t.Helper()
	stop := make(chan struct{})
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := 10
		fmt.Sscanf(r.URL.Path, "/%d", &n)
		io.CopyN(w, zeros{}, int64(n))
		if r.URL.Path == "/sse" {
			w.(http.Flusher).Flush()
			select {
			case <-stop:
			case <-r.Context().Done():
			}
		}
	}))
	t.Cleanup(func() {
		close(stop)
		srv.CloseClientConnections()
		srv.Close()
	})
	return srv.URL
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func get(t *fakeT, c *http.Client, url string) *http.Response {
	resp, err := c.Get(url)
	if err != nil {
		t.Fatalf("get: %v", err)
	}
	return resp
}

func drain(resp *http.Response) {
	io.Copy(io.Discard, resp.Body)
	resp.Body.Close()
}
