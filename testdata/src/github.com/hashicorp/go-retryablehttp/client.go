// Package retryablehttp stands in for the real one in fixtures.
package retryablehttp

import "net/http"

type ErrorHandler func(resp *http.Response, err error, numTries int) (*http.Response, error)

type Request struct{ *http.Request }

func NewRequest(method, url string, rawBody interface{}) (*Request, error) {
	req, err := http.NewRequest(method, url, nil)
	if err != nil {
		return nil, err
	}
	return &Request{req}, nil
}

type Client struct {
	HTTPClient   *http.Client
	RetryMax     int
	ErrorHandler ErrorHandler
}

func NewClient() *Client { return &Client{HTTPClient: &http.Client{}, RetryMax: 4} }

func (c *Client) Do(req *Request) (*http.Response, error) {
	resp, err := c.HTTPClient.Do(req.Request)
	if err != nil && c.ErrorHandler != nil {
		return c.ErrorHandler(resp, err, 1)
	}
	return resp, err
}

func (c *Client) Get(url string) (*http.Response, error) {
	req, err := NewRequest("GET", url, nil)
	if err != nil {
		return nil, err
	}
	return c.Do(req)
}

func (c *Client) StandardClient() *http.Client { return c.HTTPClient }

func PassthroughErrorHandler(resp *http.Response, err error, _ int) (*http.Response, error) {
	return resp, err
}
