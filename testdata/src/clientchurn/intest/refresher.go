// Package intest has a constructor whose transport only a test drops.
package intest

import "net/http"

type refresher struct{ client *http.Client }

func newRefresherOk() *refresher {
	return &refresher{client: &http.Client{Transport: &http.Transport{}}}
}

func (r *refresher) refresh() {
	if resp, err := r.client.Get("http://backend/"); err == nil {
		resp.Body.Close()
	}
}
