// Package hosts sends requests to the addresses that a loop ranges over, each of
// which may be another host.
package hosts

import (
	"fmt"
	"net/http"
	"net/url"
	"sync"
)

func get(c *http.Client, u string) {
	if resp, err := c.Get(u); err == nil {
		resp.Body.Close()
	}
}

func parsedOk(servers []string) {
	var wg sync.WaitGroup
	for _, s := range servers {
		u, err := url.Parse(s)
		if err != nil {
			continue
		}
		wg.Go(func() { get(http.DefaultClient, u.String()+"/status") })
	}
	wg.Wait()
}

func parameterOk(servers []string) {
	for _, s := range servers {
		go func(addr string) {
			full := "http://" + addr + "/status"
			get(http.DefaultClient, full)
		}(s)
	}
}

func formattedOk(servers []string, path string) {
	for _, s := range servers {
		go func() { get(http.DefaultClient, fmt.Sprintf("http://%s/%s", s, path)) }()
	}
}

type server struct{ addr string }

func (s server) check() { get(http.DefaultClient, s.addr+"/health") }

func methodOk(servers []server) {
	for _, s := range servers {
		go s.check()
	}
}

func expandedOk(groups map[string][]string) {
	for _, g := range groups {
		for _, s := range g {
			go func() {
				req, err := http.NewRequest("GET", s, nil)
				if err != nil {
					return
				}
				if resp, err := http.DefaultClient.Do(req); err == nil {
					resp.Body.Close()
				}
			}()
		}
	}
}

// Of one host, with another path each time.
func pathsBad(base string, ids []string) {
	for _, id := range ids {
		go func() {
			resp, err := http.DefaultClient.Get(base + "/items/" + id) // want `two idle connections per host`
			if err == nil {
				resp.Body.Close()
			}
		}()
	}
}

func formattedBad(ids []string) {
	for _, id := range ids {
		go func() {
			req, err := http.NewRequest("GET", fmt.Sprintf("https://api.example.com/v1/%s", id), nil)
			if err != nil {
				return
			}
			if resp, err := http.DefaultClient.Do(req); err == nil { // want `two idle connections per host`
				resp.Body.Close()
			}
		}()
	}
}

func constantBad(ids []string) {
	for _, id := range ids {
		go func() {
			resp, err := http.DefaultClient.Get("https://api.example.com/v1/" + id) // want `two idle connections per host`
			if err == nil {
				resp.Body.Close()
			}
		}()
	}
}
