// Package messages has handlers that message brokers call.
package messages

import (
	"context"

	"cloud.google.com/go/pubsub"
	pubsub2 "cloud.google.com/go/pubsub/v2"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/bwmarrin/discordgo"
	"github.com/eclipse/paho.golang/paho"
	mqtt "github.com/eclipse/paho.mqtt.golang"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/nats-io/nats.go/micro"
	"github.com/nsqio/go-nsq"
)

func natsBad(m *nats.Msg) {} // want `per message: NATS message handler \(certain\)`

func subscribeOk(nc *nats.Conn) {
	nc.Subscribe("a", natsBad)
	nc.QueueSubscribe("b", "workers", func(m *nats.Msg) {}) // want `per message: NATS message handler`
}

func jetstreamBad(m jetstream.Msg) {} // want `per message: JetStream message handler`

func microBad(r micro.Request) {} // want `per request: NATS service handler`

func mqttBad(c mqtt.Client, m mqtt.Message) {} // want `per message: MQTT message handler`

func connectedBad(c mqtt.Client) {} // want `per connection: MQTT connect handler \(low\)`

func mqtt5Ok(c *paho.Client) {
	c.AddOnPublishReceived(func(paho.PublishReceived) (bool, error) { return true, nil }) // want `per message: MQTT message handler`
}

type consumer struct{}

func (c *consumer) HandleMessage(m *nsq.Message) error { return nil } // want `per message: NSQ message handler`

func nsqOk(c *nsq.Consumer) { c.AddHandler(&consumer{}) }

func pubsubOk(ctx context.Context, s *pubsub.Subscription, t *pubsub2.Subscriber) {
	s.Receive(ctx, func(ctx context.Context, m *pubsub.Message) {})  // want `per message: Pub/Sub message handler`
	t.Receive(ctx, func(ctx context.Context, m *pubsub2.Message) {}) // want `per message: Pub/Sub message handler`
}

func watermillBad(m *message.Message) ([]*message.Message, error) { return nil, nil } // want `per message: Watermill message handler`

func discordOk(s *discordgo.Session) {
	s.AddHandler(onMessage)
}

func onMessage(s *discordgo.Session, m *discordgo.MessageCreate) {} // want `per message: Discord event handler`
