// Package loop makes transports in loops.
package loop

import "net/http"

func init() {
	fetchAllBad()
}

func fetchAllBad() {
	for _, u := range []string{"http://a/", "http://b/"} {
		client := &http.Client{Transport: &http.Transport{}} // want `http.Transport is made in each iteration of the loop`
		if resp, err := client.Get(u); err == nil {
			resp.Body.Close()
		}
	}
}

type fleet struct{ clients []*http.Client }

func (f *fleet) fillOk(urls []string) {
	for range urls {
		f.clients = append(f.clients, &http.Client{Transport: &http.Transport{}})
	}
}

func mapOk(urls []string) map[string]*http.Client {
	m := make(map[string]*http.Client)
	for _, u := range urls {
		m[u] = &http.Client{Transport: &http.Transport{}}
	}
	return m
}
