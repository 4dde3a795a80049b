// Package goroutine lets another goroutine read, and close.
package goroutine

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"sync"

	"golang.org/x/sync/errgroup"
)

func consume(resp *http.Response) {
	defer resp.Body.Close()
	io.Copy(io.Discard, resp.Body)
}

func onlyRead(resp *http.Response) {
	io.Copy(io.Discard, resp.Body)
}

func startedOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	go consume(resp)
	return nil
}

func literalOk(us []string) error {
	for _, u := range us {
		resp, err := http.Get(u)
		if err != nil {
			return err
		}
		go func() {
			defer resp.Body.Close()
			io.Copy(io.Discard, resp.Body)
		}()
	}
	return nil
}

func beforeStartBad(u string) error {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed when resp\.StatusCode != 200`
	if err != nil {
		return err
	}
	if resp.StatusCode != 200 {
		return io.EOF
	}
	go consume(resp)
	return nil
}

// Neither this function nor the goroutine closes, and nobody else has it.
func onlyReadBad(u string) error {
	resp, err := http.Get(u) // want `response body from http\.Get`
	if err != nil {
		return err
	}
	go onlyRead(resp)
	return nil
}

func insideBad(us []string) {
	for _, u := range us {
		go func() {
			resp, err := http.Get(u) // want `response body from http\.Get is not closed when err != nil`
			if err != nil {
				return
			}
			if _, err := io.Copy(io.Discard, resp.Body); err != nil {
				return
			}
			resp.Body.Close()
		}()
	}
}

func waitedForOk(u string, w io.Writer) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		io.Copy(w, resp.Body)
	}()
	wg.Wait()
	return resp.Body.Close()
}

func groupOk(ctx context.Context, us []string) error {
	g, _ := errgroup.WithContext(ctx)
	for _, u := range us {
		resp, err := http.Get(u)
		if err != nil {
			return err
		}
		g.Go(func() error {
			defer resp.Body.Close()
			_, err := io.Copy(io.Discard, resp.Body)
			return err
		})
	}
	return g.Wait()
}

func groupBad(ctx context.Context, us []string) error {
	g, _ := errgroup.WithContext(ctx)
	for _, u := range us {
		g.Go(func() error {
			resp, err := http.Get(u) // want `response body from http\.Get is never closed`
			if err != nil {
				return err
			}
			_, err = io.Copy(io.Discard, resp.Body)
			return err
		})
	}
	return g.Wait()
}

// Assigned in a goroutine, closed by the one that waits for it.
func capturedOk(u string) (err error) {
	var resp *http.Response
	var wg sync.WaitGroup
	wg.Go(func() { resp, err = http.Get(u) })
	wg.Wait()
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return nil
}

// The events arrive on a channel; the reader closes when it is done.
func eventsOk(ctx context.Context, u string) (<-chan string, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	events := make(chan string)
	go func() {
		defer close(events)
		defer resp.Body.Close()
		s := bufio.NewScanner(resp.Body)
		for s.Scan() {
			select {
			case events <- s.Text():
			case <-ctx.Done():
				return
			}
		}
	}()
	return events, nil
}

func closedOnCancelOk(ctx context.Context, u string) (io.Reader, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	go func() {
		<-ctx.Done()
		resp.Body.Close()
	}()
	return resp.Body, nil
}

func pipedOk(u string) (io.ReadCloser, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	pr, pw := io.Pipe()
	go func() {
		_, err := io.Copy(pw, resp.Body)
		resp.Body.Close()
		pw.CloseWithError(err)
	}()
	return pr, nil
}
