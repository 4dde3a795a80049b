// Package tuned keeps as many idle connections as it needs.
package tuned

import "net/http"

var client = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 50}}

func init() {
	http.DefaultTransport.(*http.Transport).MaxIdleConnsPerHost = 50
}

func literalOk(base string, ids []string) {
	for _, id := range ids {
		go func() { client.Get(base + id) }()
	}
}

func defaultOk(base string, ids []string) {
	for _, id := range ids {
		go func() { http.Get(base + id) }()
	}
}

func cloneOk(base string, ids []string) {
	tr := http.DefaultTransport.(*http.Transport).Clone()
	tr.MaxIdleConnsPerHost = 50
	c := &http.Client{Transport: tr}
	for _, id := range ids {
		go func() { c.Get(base + id) }()
	}
}

func assignedOk(base string, ids []string) {
	tr := &http.Transport{}
	tr.MaxIdleConnsPerHost = 50
	c := &http.Client{Transport: tr}
	for _, id := range ids {
		go func() { c.Get(base + id) }()
	}
}
