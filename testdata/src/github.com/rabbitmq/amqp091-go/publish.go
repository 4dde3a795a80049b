package amqp091

import "context"

type Publishing struct{ Body []byte }

func (ch *Channel) PublishWithContext(ctx context.Context, exchange, key string, mandatory, immediate bool, msg Publishing) error {
	return nil
}

func (ch *Channel) Cancel(consumer string, noWait bool) error { return nil }
