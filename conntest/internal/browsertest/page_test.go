// Package browsertest opens conntest's page in a browser while a service is
// under load and leaks.
package browsertest

import (
	"context"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	cdplog "github.com/chromedp/cdproto/log"
	cdpruntime "github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/connlint/connlint/conntest"
)

var shots = flag.String("shots", "", "write screenshots into this folder")

// service is a service under load: some requests are fine, some leak, some
// make a transport of their own.
type service struct {
	watcher *conntest.Watcher
	page    string

	mu   sync.Mutex
	held []*http.Response // half of the leak; the other half is garbage
	n    int
}

func serve(t *testing.T) *service {
	upstream := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, strings.Repeat("x", 100_000))
	}))
	w := conntest.New(conntest.Settle(time.Second))
	s := &service{watcher: w}
	pool := &http.Transport{}
	client := &http.Client{Transport: w.RoundTripper(pool)}
	page := httptest.NewServer(w)
	s.page = page.URL

	ctx, stop := context.WithCancel(context.Background())
	var load sync.WaitGroup
	for range 3 {
		load.Go(func() { // fine, then undrained
			for i := 0; ctx.Err() == nil; i++ {
				if resp, err := client.Get(upstream.URL + "/items"); err == nil {
					if i%4 != 0 {
						io.Copy(io.Discard, resp.Body)
					}
					resp.Body.Close()
				}
				pause(ctx, 10*time.Millisecond)
			}
		})
	}
	load.Go(func() {
		for ctx.Err() == nil {
			s.leak(client, upstream.URL)
			pause(ctx, 200*time.Millisecond)
		}
	})
	t.Cleanup(func() {
		stop()
		load.Wait()
		for _, resp := range s.held {
			resp.Body.Close()
		}
		pool.CloseIdleConnections()
		page.Close()
		upstream.CloseClientConnections()
		upstream.Close()
	})
	// The page is judged once the leak leads it: before, a request that is
	// just under way may be the only site, or the first.
	for s.leaked() < 8 {
		pause(t.Context(), 10*time.Millisecond)
	}
	return s
}

func (s *service) leaked() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.n
}

// leak is the planted fault. Half of the bodies are dropped, half are held.
func (s *service) leak(c *http.Client, url string) {
	resp, err := c.Get(url + "/orders/<script>alert(1)</script>?token=secret")
	if err != nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.n++; s.n%2 == 0 {
		s.held = append(s.held, resp)
	}
}

func pause(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// browser starts a headless Chromium and collects what its console says.
func browser(t *testing.T) (ctx context.Context, complaints func() []string) {
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		t.Skip("no chromium in PATH: the page is not tested in a browser")
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.UserDataDir(t.TempDir()))
	ctx, cancel := chromedp.NewContext(t.Context(), chromedp.WithAllocatorOptions(opts...))
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(cancel)

	var mu sync.Mutex
	var said []string
	if err := chromedp.Listen(ctx, func(ev any) {
		mu.Lock()
		defer mu.Unlock()
		switch ev := ev.(type) {
		case *cdpruntime.EventConsoleAPICalled:
			said = append(said, fmt.Sprintf("console.%s", ev.Type))
		case *cdpruntime.EventExceptionThrown:
			said = append(said, ev.ExceptionDetails.Text)
		case *cdplog.EventEntryAdded:
			said = append(said, fmt.Sprintf("%s: %s %s", ev.Entry.Level, ev.Entry.Text, ev.Entry.URL))
		}
	}); err != nil {
		t.Fatal(err)
	}
	return ctx, func() []string {
		mu.Lock()
		defer mu.Unlock()
		return append([]string(nil), said...)
	}
}

// run runs an action and returns its result.
func run[T any](t *testing.T, ctx context.Context, a chromedp.Action[T]) T {
	t.Helper()
	v, err := chromedp.Run(ctx, a)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// text returns the text of an element that is there.
func text(t *testing.T, ctx context.Context, selector string) string {
	t.Helper()
	return run(t, ctx, chromedp.Text(chromedp.CSS(selector)))
}

// holds waits until the text of an element has all that is wanted, and returns
// it. The page refreshes itself, so between finding an element and reading it
// another may have taken its place; the page's own script reads it in one go.
func holds(t *testing.T, ctx context.Context, selector string, want ...string) string {
	t.Helper()
	js := fmt.Sprintf(`document.querySelector(%q)?.innerText ?? ""`, selector)
	for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(100 * time.Millisecond) {
		got := run(t, ctx, chromedp.Evaluate[string](js))
		missing := slices.IndexFunc(want, func(w string) bool { return !strings.Contains(got, w) })
		if missing < 0 {
			return got
		}
		if time.Now().After(deadline) {
			t.Errorf("%s lacks %q:\n%s", selector, want[missing], got)
			return got
		}
	}
}

func number(t *testing.T, ctx context.Context, selector string) int {
	t.Helper()
	n, err := strconv.Atoi(strings.ReplaceAll(text(t, ctx, selector), ",", ""))
	if err != nil {
		t.Fatalf("%s: %v", selector, err)
	}
	return n
}

func TestPage(t *testing.T) {
	ctx, complaints := browser(t)
	s := serve(t)
	run(t, ctx, chromedp.EmulateViewport(1280, 900))
	run(t, ctx, chromedp.Navigate(s.page))
	run(t, ctx, chromedp.WaitVisible(chromedp.CSS("#sites")))

	t.Run("values appear", func(t *testing.T) {
		if n := number(t, ctx, "#open"); n == 0 {
			t.Error("no open bodies")
		}
		sites := holds(t, ctx, "#sites", "page_test.go:", "(*service).leak", "/orders/")
		if strings.Contains(sites, "secret") {
			t.Error("the page shows a query")
		}
		if hosts := text(t, ctx, "#hosts"); !strings.Contains(hosts, "127.0.0.1:") {
			t.Errorf("hosts:\n%s", hosts)
		}
		if budget := text(t, ctx, "#budget"); !strings.Contains(budget, "new connections a second") {
			t.Errorf("budget: %s", budget)
		}
	})

	t.Run("refreshes itself", func(t *testing.T) {
		before, opened := text(t, ctx, "#time"), number(t, ctx, "#open")
		run(t, ctx, chromedp.Click(chromedp.CSS("#sites summary")))
		run(t, ctx, chromedp.Poll[bool](fmt.Sprintf(`document.querySelector("#time").textContent !== %q`, before)))
		if n := number(t, ctx, "#open"); n <= opened {
			t.Errorf("%d open bodies, before it %d: the leak goes on", n, opened)
		}
		if !run(t, ctx, chromedp.Evaluate[bool](`document.querySelector("#sites details").open`)) {
			t.Error("what was unfolded is folded again")
		}
		if s := text(t, ctx, "#status"); s != "live" {
			t.Errorf("status = %q", s)
		}
	})

	t.Run("draws the time line", func(t *testing.T) {
		run(t, ctx, chromedp.WaitReady(chromedp.CSS("svg polyline.s4")))
		if *shots != "" {
			pause(ctx, 25*time.Second)
		}
	})

	for _, size := range []struct {
		name          string
		width, height int64
	}{{"desktop", 1280, 900}, {"phone", 390, 844}} {
		t.Run("fits the "+size.name, func(t *testing.T) {
			if size.name == "phone" {
				run(t, ctx, chromedp.EmulateViewport(size.width, size.height, chromedp.EmulateMobile))
			}
			wide := run(t, ctx, chromedp.Evaluate[int64]("document.documentElement.scrollWidth"))
			png := run(t, ctx, chromedp.FullScreenshot(100))
			if wide > size.width {
				t.Errorf("the page is %d wide on a screen of %d", wide, size.width)
			}
			if *shots != "" {
				if err := os.WriteFile(filepath.Join(*shots, size.name+".png"), png, 0o644); err != nil {
					t.Error(err)
				}
			}
		})
	}

	t.Run("pauses", func(t *testing.T) {
		run(t, ctx, chromedp.Click(chromedp.CSS("#pause")))
		if s := text(t, ctx, "#status"); s != "paused" {
			t.Errorf("status = %q", s)
		}
		if s := text(t, ctx, "#pause"); s != "Go on" {
			t.Errorf("button = %q", s)
		}
	})

	if said := complaints(); len(said) > 0 {
		t.Errorf("the console says %q", said)
	}
}

// When the service is gone, the page says so and keeps the figures.
func TestPageAlone(t *testing.T) {
	ctx, _ := browser(t)
	w := conntest.New()
	page := httptest.NewServer(w)
	defer page.Close()
	run(t, ctx, chromedp.Navigate(page.URL))
	run(t, ctx, chromedp.WaitVisible(chromedp.CSS("#budget")))
	page.CloseClientConnections()
	page.Close()
	run(t, ctx, chromedp.WaitVisible(chromedp.CSS("#status.stale")))
	if s := text(t, ctx, "#status"); !strings.Contains(s, "the figures are old") {
		t.Errorf("status = %q", s)
	}
	if budget := text(t, ctx, "#budget"); budget == "" {
		t.Error("the figures are gone")
	}
}
