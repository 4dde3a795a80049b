// Package bursts sends requests from many goroutines at once.
package bursts

import (
	"net/http"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

var client = &http.Client{Timeout: time.Second}

func literalBad(base string, ids []string) {
	var wg sync.WaitGroup
	for _, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if resp, err := client.Get(base + id); err == nil { // want `requests from goroutines that are started in a loop share a transport that keeps two idle connections per host: .* 1,920 connections`
				resp.Body.Close()
			}
		}()
	}
	wg.Wait()
}

func defaultBad(base string, n int) error {
	var g errgroup.Group
	for range n {
		g.Go(func() error {
			resp, err := http.Get(base) // want `keeps two idle connections per host`
			if err != nil {
				return err
			}
			return resp.Body.Close()
		})
	}
	return g.Wait()
}

// The client is a parameter of the function that sends, and not followed there.
func FN_passedOn(reqs []*http.Request) {
	tr := &http.Transport{IdleConnTimeout: time.Minute}
	c := &http.Client{Transport: tr}
	for _, req := range reqs {
		go send(c, req)
	}
}

// The client is a parameter here: where it comes from is not followed.
func send(c *http.Client, req *http.Request) {
	if resp, err := c.Do(req); err == nil {
		resp.Body.Close()
	}
}

type worker struct{ client *http.Client }

func newWorker() *worker { return &worker{client: &http.Client{}} }

func (w *worker) runBad(jobs chan *http.Request) {
	for i := 0; i < 50; i++ {
		go w.work(jobs)
	}
}

func (w *worker) work(jobs chan *http.Request) {
	for req := range jobs {
		if resp, err := w.client.Do(req); err == nil { // want `keeps two idle connections per host`
			resp.Body.Close()
		}
	}
}

func sequentialOk(base string, ids []string) {
	for _, id := range ids {
		if resp, err := client.Get(base + id); err == nil {
			resp.Body.Close()
		}
	}
}

func twoOk(base string) {
	for range 2 {
		go client.Get(base)
		go func() { client.Get(base) }()
	}
}

// Each address may be of another host.
func hostsOk(urls []string) {
	for _, u := range urls {
		go func() { client.Get(u) }()
	}
}

func acceptOk(requests chan *http.Request) {
	for req := range requests {
		go func() { client.Do(req) }()
	}
}

func ownOk(base string, ids []string) {
	for _, id := range ids {
		go func() {
			c := &http.Client{Transport: &http.Transport{}}
			c.Get(base + id)
		}()
	}
}

func parameterOk(c *http.Client, base string, ids []string) {
	for _, id := range ids {
		go func() { c.Get(base + id) }()
	}
}
