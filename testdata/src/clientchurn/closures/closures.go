// Package closures uses transports in function literals.
package closures

import (
	"net/http"
	"sync"
)

func goroutinesBad(urls []string) {
	client := &http.Client{Transport: &http.Transport{}} // want `http.Transport is made on each call of goroutinesBad`
	var wg sync.WaitGroup
	for _, u := range urls {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if resp, err := client.Get(u); err == nil {
				resp.Body.Close()
			}
		}()
	}
	wg.Wait()
}

func calledBad(u string) error {
	client := &http.Client{Transport: &http.Transport{}} // want `http.Transport is made on each call of calledBad`
	get := func(u string) error {
		resp, err := client.Get(u)
		if err != nil {
			return err
		}
		return resp.Body.Close()
	}
	return get(u)
}

func returnedOk() func(string) error {
	client := &http.Client{Transport: &http.Transport{}}
	return func(u string) error {
		resp, err := client.Get(u)
		if err != nil {
			return err
		}
		return resp.Body.Close()
	}
}

func registeredOk(mux *http.ServeMux) {
	client := &http.Client{Transport: &http.Transport{}}
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if resp, err := client.Get("http://backend/"); err == nil {
			resp.Body.Close()
		}
	})
}
