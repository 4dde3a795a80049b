// Package future has responses that arrive later, in values of their own.
package future

import (
	"context"
	"net/http"
	"sync"
)

type future struct {
	done chan struct{}
	resp *http.Response
	err  error
}

func startOk(u string) *future {
	f := &future{done: make(chan struct{})}
	go func() {
		defer close(f.done)
		f.resp, f.err = http.Get(u)
	}()
	return f
}

func (f *future) wait(ctx context.Context) (*http.Response, error) {
	select {
	case <-f.done:
		return f.resp, f.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func waitedOk(ctx context.Context, u string) error {
	resp, err := startOk(u).wait(ctx)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// The fastest answer is taken, the others are closed when they come.
func fastestOk(us []string) (*http.Response, error) {
	type result struct {
		resp *http.Response
		err  error
	}
	results := make(chan result, len(us))
	for _, u := range us {
		go func() {
			resp, err := http.Get(u)
			results <- result{resp, err}
		}()
	}
	first := <-results
	go func() {
		for range len(us) - 1 {
			if r := <-results; r.err == nil {
				r.resp.Body.Close()
			}
		}
	}()
	return first.resp, first.err
}

func collectedOk(us []string) (total int64) {
	var mu sync.Mutex
	var wg sync.WaitGroup
	for _, u := range us {
		wg.Go(func() {
			resp, err := http.Get(u)
			if err != nil {
				return
			}
			defer resp.Body.Close()
			mu.Lock()
			defer mu.Unlock()
			total += resp.ContentLength
		})
	}
	wg.Wait()
	return total
}

func collectedBad(us []string) (total int64) {
	var mu sync.Mutex
	var wg sync.WaitGroup
	for _, u := range us {
		wg.Go(func() {
			resp, err := http.Get(u) // want `response body from http\.Get is never closed`
			if err != nil {
				return
			}
			mu.Lock()
			defer mu.Unlock()
			total += resp.ContentLength
		})
	}
	wg.Wait()
	return total
}

func workersOk(us <-chan string, out chan<- *http.Response) {
	for u := range us {
		resp, err := http.Get(u)
		if err != nil {
			continue
		}
		out <- resp
	}
}

// Memoised per key: the map's owner closes.
type group struct {
	mu sync.Mutex
	m  map[string]*future
}

func (g *group) doOk(u string) *future {
	g.mu.Lock()
	defer g.mu.Unlock()
	if f, ok := g.m[u]; ok {
		return f
	}
	f := startOk(u)
	g.m[u] = f
	return f
}
