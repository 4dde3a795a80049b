// Package loops receives messages in loops.
package loops

import (
	"context"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/messaging/azservicebus"
	"github.com/IBM/sarama"
	"github.com/apache/pulsar-client-go/pulsar"
	confluent "github.com/confluentinc/confluent-kafka-go/v2/kafka"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	amqp "github.com/rabbitmq/amqp091-go"
	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kgo"
)

func kafkaBad(ctx context.Context, r *kafka.Reader) {
	for { // want `per message: Kafka receive loop \(medium\)`
		m, err := r.ReadMessage(ctx)
		if err != nil {
			return
		}
		processBad(m.Value)
	}
}

func processBad(value []byte) {} // want `per message: Kafka receive loop \(medium\)`

func fetchOnceOk(ctx context.Context, r *kafka.Reader) (kafka.Message, error) {
	return r.FetchMessage(ctx)
}

func amqpBad(ch *amqp.Channel) error {
	for {
		deliveries, err := ch.Consume("queue", "", false, false, false, false, nil)
		if err != nil {
			return err
		}
		for d := range deliveries { // want `per message: AMQP receive loop`
			_ = d.Body
		}
	}
}

type group struct{}

func (group) Setup(sarama.ConsumerGroupSession) error   { return nil }
func (group) Cleanup(sarama.ConsumerGroupSession) error { return nil }

func (group) ConsumeClaim(s sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error { // want `per session: Kafka claim \(low\)`
	for m := range claim.Messages() { // want `per message: Kafka receive loop`
		_ = m.Value
	}
	return nil
}

func selectBad(ctx context.Context, ch *amqp.Channel) {
	deliveries, _ := ch.Consume("queue", "", false, false, false, false, nil)
	for { // want `per message: AMQP receive loop`
		select {
		case <-ctx.Done():
			return
		case d := <-deliveries:
			_ = d.Body
		}
	}
}

func othersBad(ctx context.Context, s *nats.Subscription, it jetstream.MessagesContext, c *confluent.Consumer, k *kgo.Client, p pulsar.Consumer, r *azservicebus.Receiver) {
	for { // want `per message: NATS receive loop`
		s.NextMsg(time.Second)
	}
	for { // want `per message: JetStream receive loop`
		it.Next()
	}
	for { // want `per message: Kafka receive loop`
		c.Poll(100)
	}
	for { // want `per message: Kafka receive loop`
		k.PollFetches(ctx).EachRecord(func(*kgo.Record) {}) // want `per message: Kafka record function`
	}
	for { // want `per message: Pulsar receive loop`
		p.Receive(ctx)
	}
	for { // want `per message: Service Bus receive loop`
		r.ReceiveMessages(ctx, 10, nil)
	}
}
