package amqp091

type Delivery struct{ Body []byte }

type Table map[string]any

func (ch *Channel) Consume(queue, consumer string, autoAck, exclusive, noLocal, noWait bool, args Table) (<-chan Delivery, error) {
	return nil, nil
}
