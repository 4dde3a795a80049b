package azservicebus

import "context"

type ClientOptions struct{}

type Client struct{}

func NewClientFromConnectionString(connectionString string, options *ClientOptions) (*Client, error) {
	return &Client{}, nil
}

func (client *Client) Close(ctx context.Context) error { return nil }

type NewSenderOptions struct{}

func (client *Client) NewSender(queueOrTopic string, options *NewSenderOptions) (*Sender, error) {
	return &Sender{}, nil
}

type Message struct{ Body []byte }

type SendMessageOptions struct{}

type Sender struct{}

func (s *Sender) SendMessage(ctx context.Context, message *Message, options *SendMessageOptions) error {
	return nil
}

func (s *Sender) Close(ctx context.Context) error { return nil }
