// Package literal defers in a function literal, which returns each time.
package literal

import (
	"io"
	"net/http"
	"sync"
)

func calledOk(us []string) error {
	for _, u := range us {
		err := func() error {
			resp, err := http.Get(u)
			if err != nil {
				return err
			}
			defer resp.Body.Close()
			_, err = io.Copy(io.Discard, resp.Body)
			return err
		}()
		if err != nil {
			return err
		}
	}
	return nil
}

func goroutineOk(us []string) {
	var wg sync.WaitGroup
	for _, u := range us {
		wg.Go(func() {
			resp, err := http.Get(u)
			if err != nil {
				return
			}
			defer resp.Body.Close()
			io.Copy(io.Discard, resp.Body)
		})
	}
	wg.Wait()
}

func loopInLiteralBad(us []string) func() {
	return func() {
		for _, u := range us {
			resp, err := http.Get(u)
			if err != nil {
				return
			}
			defer resp.Body.Close() // want `loop`
		}
	}
}

// The deferred function is a literal, and it is the one that is kept back.
func deferredLiteralBad(us []string) {
	for _, u := range us {
		resp, err := http.Get(u)
		if err != nil {
			continue
		}
		defer func() { // want `loop`
			io.Copy(io.Discard, resp.Body)
			resp.Body.Close()
		}()
	}
}

var handlerBad = func(us []string) {
	for _, u := range us {
		resp, err := http.Get(u)
		if err != nil {
			continue
		}
		defer resp.Body.Close() // want `loop`
	}
}
