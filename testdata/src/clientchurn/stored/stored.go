// Package stored keeps its pools.
package stored

import (
	"net/http"
	"sync"
)

type api struct {
	client *http.Client
	once   sync.Once
	cache  sync.Map
}

func newAPIOk() *api {
	return &api{client: &http.Client{Transport: &http.Transport{}}}
}

func (a *api) lazyOk(u string) (*http.Response, error) {
	a.once.Do(func() { a.client = &http.Client{Transport: &http.Transport{}} })
	return a.client.Get(u)
}

func (a *api) fieldOk(w http.ResponseWriter, r *http.Request) {
	if a.client == nil {
		a.client = &http.Client{Transport: &http.Transport{}}
	}
	if resp, err := a.client.Get("http://backend/"); err == nil {
		resp.Body.Close()
	}
}

func (a *api) cachedOk(key, u string) (*http.Response, error) {
	c := &http.Client{Transport: &http.Transport{}}
	if old, loaded := a.cache.LoadOrStore(key, c); loaded {
		c = old.(*http.Client)
	}
	return c.Get(u)
}

var lazy = sync.OnceValue(func() *http.Client {
	return &http.Client{Transport: &http.Transport{}}
})

func onceValueOk(w http.ResponseWriter, r *http.Request) {
	if resp, err := lazy().Get("http://backend/"); err == nil {
		resp.Body.Close()
	}
}

func setOk(a *api) { a.client.Transport = &http.Transport{} }

func defaultOk() { http.DefaultClient.Transport = &http.Transport{} }

func channelOk(ch chan *http.Client) {
	c := &http.Client{Transport: &http.Transport{}}
	ch <- c
	c.Get("http://backend/")
}
