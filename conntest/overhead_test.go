//go:build unix

package conntest_test

import (
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/connlint/connlint/conntest"
)

var overhead = flag.Int("overhead", 0, "measure the overhead in this many rounds")

// TestOverhead compares the CPU time of a request over loopback, client and
// server in one process, between a bare client and the means of the package.
// The rounds are interleaved, so that what else the machine does falls on all.
func TestOverhead(t *testing.T) {
	if *overhead == 0 {
		t.Skip("run with -overhead=31 -v")
	}
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "hello") }))
	defer srv.Close()

	pool := func() *http.Transport {
		tr := &http.Transport{}
		t.Cleanup(tr.CloseIdleConnections)
		return tr
	}
	f := &fakeT{name: t.Name()}
	all := []struct {
		name string
		rt   http.RoundTripper
		cpu  []float64
	}{
		{name: "bare client", rt: pool()},
		{name: "Wrap, RequireDrained, MaxNewConns", rt: conntest.Wrap(f, pool(), conntest.RequireDrained(), conntest.MaxNewConns(1e6))},
		{name: "Watcher, RequireDrained", rt: conntest.New(conntest.RequireDrained()).RoundTripper(pool())},
		{name: "Watcher, Sample(100)", rt: conntest.New(conntest.Sample(100)).RoundTripper(pool())},
		{name: "a connection per request", rt: &http.Transport{DisableKeepAlives: true}},
	}
	const requests = 1000
	for round := range *overhead + 1 {
		for i := range all {
			c := &http.Client{Transport: all[i].rt}
			before := cpu(t)
			for range requests {
				resp, err := c.Get(srv.URL)
				if err != nil {
					t.Fatal(err)
				}
				drain(resp)
			}
			if used := (cpu(t) - before) / requests; round > 0 { // the first warms up
				all[i].cpu = append(all[i].cpu, float64(used)/1e3)
			}
		}
	}
	// Each round has its own bare client to compare with.
	for _, a := range all {
		var ratio []float64
		for i := range a.cpu {
			ratio = append(ratio, a.cpu[i]/all[0].cpu[i])
		}
		fmt.Printf("| %s | %.1f | %.2f |\n", a.name, median(a.cpu), median(ratio))
	}
}

func median(v []float64) float64 {
	v = slices.Sorted(slices.Values(v))
	return v[len(v)/2]
}

// cpu returns the CPU time that the process has used.
func cpu(t testing.TB) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkSnapshot looks at 2,000 connections, both ends of which are in the
// process.
func BenchmarkSnapshot(b *testing.B) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "hello") }))
	w := conntest.New()
	pool := &http.Transport{}
	c := &http.Client{Transport: w.RoundTripper(pool)}
	var open []*http.Response
	defer func() {
		for _, resp := range open {
			resp.Body.Close()
		}
		pool.CloseIdleConnections()
		srv.Close()
	}()
	for range 2000 {
		resp, err := c.Get(srv.URL)
		if err != nil {
			b.Fatal(err)
		}
		open = append(open, resp)
	}
	before := cpu(b)
	defer func() { b.ReportMetric(float64((cpu(b)-before).Milliseconds())/float64(b.N), "cpu-ms/op") }()
	for b.Loop() {
		if s := w.Snapshot(); len(s.Open) != 1 || s.Open[0].Count != 2000 {
			b.Fatalf("open = %+v", s.Open)
		}
	}
}

// BenchmarkRoundTrip is the cost of the mechanism alone: there is no network.
func BenchmarkRoundTrip(b *testing.B) {
	for _, bench := range []struct {
		name string
		rt   http.RoundTripper
	}{
		{"bare", memory{}},
		{"Watcher", conntest.New().RoundTripper(memory{})},
		{"Watcher,Sample(100)", conntest.New(conntest.Sample(100)).RoundTripper(memory{})},
	} {
		b.Run(bench.name, func(b *testing.B) {
			c := &http.Client{Transport: bench.rt}
			b.ReportAllocs()
			for b.Loop() {
				resp, err := c.Get("http://memory/")
				if err != nil {
					b.Fatal(err)
				}
				drain(resp)
			}
		})
	}
}
