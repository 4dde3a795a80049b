// Package paho stands in for the real one in fixtures.
package paho

type PublishReceived struct{}

type Client struct{}

func (c *Client) AddOnPublishReceived(f func(PublishReceived) (bool, error)) func() { return nil }
