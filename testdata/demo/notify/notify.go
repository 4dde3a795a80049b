// Package notify tells other systems what happens in the shop.
package notify

import (
	"bytes"
	"log"
	"net/http"
	"time"
)

// A Hook is called for events.
type Hook struct {
	url    string
	client *http.Client
}

// New returns the hook at a URL. It opens a connection for every event.
func New(url string) *Hook {
	return &Hook{url: url, client: &http.Client{
		Timeout:   time.Second,
		Transport: &http.Transport{DisableKeepAlives: true},
	}}
}

// SoldOut reports that nothing is left of an item. It never looks at the
// response, and never closes it.
func (h *Hook) SoldOut(id string) {
	_, err := h.client.Post(h.url, "text/plain", bytes.NewBufferString(id))
	if err != nil {
		log.Printf("sold out %s: %v", id, err)
	}
}

// Ping reports whether the hook answers, and is right.
func (h *Hook) Ping() bool {
	resp, err := h.client.Head(h.url)
	if err != nil {
		return false
	}
	defer resp.Body.Close()
	return resp.StatusCode < 300
}
