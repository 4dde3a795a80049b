// Package kafkalog writes to Kafka and reads from it.
package kafkalog

import (
	"context"

	"github.com/IBM/sarama"
	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kgo"
)

func writeBad(ctx context.Context, value []byte) error {
	w := &kafka.Writer{Topic: "hits"} // want `client from kafka\.Writer\{\} is never closed`
	return w.WriteMessages(ctx, kafka.Message{Value: value})
}

func writeNewBad(ctx context.Context, value []byte) error {
	w := new(kafka.Writer) // want `client from kafka\.Writer\{\} is not closed when err != nil`
	w.Topic = "hits"
	if err := w.WriteMessages(ctx, kafka.Message{Value: value}); err != nil {
		return err
	}
	return w.Close()
}

func writeEachBad(ctx context.Context, values [][]byte) {
	for _, value := range values {
		w := &kafka.Writer{Topic: "hits"} // want `client from kafka\.Writer\{\} is never closed`
		_ = w.WriteMessages(ctx, kafka.Message{Value: value})
	}
}

type producer struct{ writer *kafka.Writer }

func newProducerOk() *producer { return &producer{writer: &kafka.Writer{Topic: "hits"}} }

func (p *producer) Close() error { return p.writer.Close() }

func producerBad(ctx context.Context, value []byte) error {
	p := newProducerOk() // want `client from newProducerOk is never closed`
	return p.writer.WriteMessages(ctx, kafka.Message{Value: value})
}

func valueOk() kafka.Writer {
	w := kafka.Writer{Topic: "hits"}
	return w
}

func lateOk(ctx context.Context, topics []string) (all []*kafka.Writer) {
	for _, topic := range topics {
		all = append(all, &kafka.Writer{Topic: topic})
	}
	return all
}

func writeOk(ctx context.Context, value []byte) error {
	w := &kafka.Writer{Topic: "hits"}
	defer w.Close()
	return w.WriteMessages(ctx, kafka.Message{Value: value})
}

func readBad(ctx context.Context) ([]byte, error) {
	r := kafka.NewReader(kafka.ReaderConfig{}) // want `client from kafka\.NewReader is not closed when err != nil`
	m, err := r.ReadMessage(ctx)
	if err != nil {
		return nil, err
	}
	return m.Value, r.Close()
}

func readOk(ctx context.Context) ([]byte, error) {
	r := kafka.NewReader(kafka.ReaderConfig{})
	defer r.Close()
	m, err := r.ReadMessage(ctx)
	return m.Value, err
}

func saramaBad(msg *sarama.ProducerMessage) error {
	p, err := sarama.NewSyncProducer(nil, nil) // want `client from sarama\.NewSyncProducer is never closed`
	if err != nil {
		return err
	}
	_, _, err = p.SendMessage(msg)
	return err
}

func saramaOk(msg *sarama.ProducerMessage) error {
	p, err := sarama.NewSyncProducer(nil, nil)
	if err != nil {
		return err
	}
	defer p.Close()
	_, _, err = p.SendMessage(msg)
	return err
}

// The producer leaves the client that it was made from open.
func fromClientBad(msg *sarama.ProducerMessage) error {
	client, err := sarama.NewClient(nil, nil) // want `client from sarama\.NewClient is never closed`
	if err != nil {
		return err
	}
	p, err := sarama.NewSyncProducerFromClient(client)
	if err != nil {
		return err
	}
	defer p.Close()
	_, _, err = p.SendMessage(msg)
	return err
}

func franzBad(ctx context.Context, r *kgo.Record) error {
	cl, err := kgo.NewClient() // want `client from kgo\.NewClient is never closed`
	if err != nil {
		return err
	}
	return cl.ProduceSync(ctx, r).FirstErr()
}

func franzOk(ctx context.Context, r *kgo.Record) error {
	cl, err := kgo.NewClient()
	if err != nil {
		return err
	}
	defer cl.Close()
	return cl.ProduceSync(ctx, r).FirstErr()
}
