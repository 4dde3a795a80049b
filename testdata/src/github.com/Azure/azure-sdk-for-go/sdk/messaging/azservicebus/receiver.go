package azservicebus

import "context"

type ReceivedMessage struct{ Body []byte }

type ReceiveMessagesOptions struct{}

type Receiver struct{}

func (r *Receiver) ReceiveMessages(ctx context.Context, maxMessages int, options *ReceiveMessagesOptions) ([]*ReceivedMessage, error) {
	return nil, nil
}
func (r *Receiver) Close(ctx context.Context) error { return nil }
