// Package factory makes clients for others.
package factory

import "net/http"

// New makes one each time.
func New() *http.Client { // want New:`makes r0 http.Transport, new r0`
	return &http.Client{Transport: &http.Transport{}}
}

// Wrapped makes one by another function.
func Wrapped() (*Client, error) { // want Wrapped:`makes r0 http.Transport`
	return &Client{hc: New()}, nil
}

// Client holds one.
type Client struct{ hc *http.Client }

// Empty holds none yet.
func Empty() (*Client, error) { return &Client{}, nil } // want Empty:`^new r0$`

// Set stores one.
func (c *Client) Set(hc *http.Client) { c.hc = hc } // want Set:`p1 escapes`

// Holder has a field that others set.
type Holder struct{ Client *http.Client }

// NewHolder returns an empty one.
func NewHolder() *Holder { return &Holder{} } // want NewHolder:`^new r0$`

// Get uses it.
func (h *Holder) Get(u string) (*http.Response, error) { // want Get:`p0 sends`
	return h.Client.Get(u)
}

// Get uses it.
func (c *Client) Get(u string) (*http.Response, error) { // want Get:`p0 sends`
	return c.hc.Get(u)
}

// Close releases it.
func (c *Client) Close() { c.hc.CloseIdleConnections() } // want Close:`p0 releases`

// With holds the client that it is given.
func With(hc *http.Client) *Client { return &Client{hc: hc} } // want With:`^new r0, p0 r0$`

var cached *http.Client

// Cached makes one once.
func Cached() *http.Client {
	if cached == nil {
		cached = &http.Client{Transport: &http.Transport{}}
	}
	return cached
}

// Ping makes one, and drops it.
func Ping(u string) error { // want Ping:`drops http.Transport`
	resp, err := New().Get(u)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Keep keeps it.
func Keep(hc *http.Client) { cached = hc } // want Keep:`p0 escapes`

// Tick does so without arguments.
func Tick() { // want Tick:`drops http.Transport`
	Ping("http://backend/")
}

var once bool

// Detect does so when it is called for the first time.
func Detect() {
	if once {
		return
	}
	once = true
	Ping("http://metadata/")
}

// Configured makes one only for some.
func Configured(hc *http.Client) *Client { // want Configured:`^new r0, p0 r0$`
	c := &Client{hc: hc}
	if hc == nil {
		c.hc = New()
	}
	return c
}
