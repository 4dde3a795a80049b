// Package workers closes in goroutines that are waited for.
package workers

import (
	"net/http"
	"sync"
)

func joinedOk(u string) {
	resp, err := http.Get(u)
	if err != nil {
		return
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		resp.Body.Close()
	}()
	<-done
}

func acquiredInsideBad(u string) {
	var wg sync.WaitGroup
	wg.Go(func() {
		resp, err := http.Get(u) // want `response body from http\.Get is never closed`
		if err != nil {
			return
		}
		println(resp.Status)
	})
	wg.Wait()
}

// A goroutine holds the variable, and the search does not see that it has ended.
func FN_brokenOff(us []string, cond func() bool) {
	var resp *http.Response
	var err error
	for _, u := range us {
		resp, err = http.Get(u)
		if err != nil {
			continue
		}
		if cond() {
			break
		}
		var wg sync.WaitGroup
		wg.Go(func() {
			resp.Body.Close()
		})
		wg.Wait()
	}
}
