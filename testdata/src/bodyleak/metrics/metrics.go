// Package metrics measures requests on their way through.
package metrics

import (
	"io"
	"log"
	"net/http"
	"sync/atomic"
	"time"
)

// observed passes the response on, whatever it measures.
type observed struct {
	next  http.RoundTripper
	bytes atomic.Int64
}

func (o *observed) RoundTrip(req *http.Request) (resp *http.Response, err error) {
	defer func(start time.Time) {
		code := 0
		if resp != nil {
			code = resp.StatusCode
		}
		log.Print(req.URL, code, time.Since(start))
	}(time.Now())
	resp, err = o.next.RoundTrip(req)
	if err == nil {
		resp.Body = &meter{ReadCloser: resp.Body, n: &o.bytes}
	}
	return resp, err
}

type meter struct {
	io.ReadCloser
	n *atomic.Int64
}

func (m *meter) Read(p []byte) (int, error) {
	n, err := m.ReadCloser.Read(p)
	m.n.Add(int64(n))
	return n, err
}

func timedOk(u string) (err error) {
	start := time.Now()
	resp, err := http.Get(u)
	log.Print(time.Since(start), err)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return nil
}

func timedStatusBad(u string) (err error) {
	start := time.Now()
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err == nil {
		log.Print(time.Since(start), resp.StatusCode)
	}
	return err
}

// measure is a helper that runs what it is given.
func measure(name string, f func() (*http.Response, error)) (*http.Response, error) {
	start := time.Now()
	resp, err := f()
	log.Print(name, time.Since(start))
	return resp, err
}

func measuredOk(u string) error {
	resp, err := measure("get", func() (*http.Response, error) { return http.Get(u) })
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// What measure returns is what the literal got.
func FN_measured(u string) (int, error) {
	resp, err := measure("get", func() (*http.Response, error) { return http.Get(u) })
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func dumpedBad(u string, verbose bool) error {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed unless verbose`
	if err != nil {
		return err
	}
	if verbose {
		io.Copy(log.Writer(), resp.Body)
		resp.Body.Close()
	}
	return nil
}

type healthCheck struct{ failures int }

func (h *healthCheck) probeBad(u string) {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil || resp.StatusCode != 200 {
		h.failures++
		return
	}
	h.failures = 0
}

func (h *healthCheck) probeOk(u string) bool {
	resp, err := http.Get(u)
	if err != nil {
		h.failures++
		return false
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		h.failures++
		return false
	}
	h.failures = 0
	return true
}
