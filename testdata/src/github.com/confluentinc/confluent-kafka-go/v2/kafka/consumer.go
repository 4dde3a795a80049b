// Package kafka stands in for the real one in fixtures.
package kafka

import "time"

type Event interface{ String() string }

type Message struct{ Value []byte }

type Consumer struct{}

func (c *Consumer) ReadMessage(timeout time.Duration) (*Message, error) { return nil, nil }
func (c *Consumer) Poll(timeoutMs int) Event                            { return nil }
