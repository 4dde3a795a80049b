// Package mqttbroker talks to an MQTT broker.
package mqttbroker

import mqtt "github.com/eclipse/paho.mqtt.golang"

func handle(mqtt.Client, mqtt.Message) {}

func listenBad(broker string) {
	client := mqtt.NewClient(mqtt.NewClientOptions().AddBroker(broker)) // want `client from mqtt\.NewClient is never (clos|stopp|disconnect)ed`
	client.Connect().Wait()
	client.Subscribe("doors/#", 1, handle).Wait()
}

func listenOk(broker string, stop <-chan struct{}) {
	client := mqtt.NewClient(mqtt.NewClientOptions().AddBroker(broker))
	client.Connect().Wait()
	defer client.Disconnect(250)
	client.Subscribe("doors/#", 1, handle).Wait()
	<-stop
}

// Nothing runs before Connect.
func configuredOk(broker string) {
	client := mqtt.NewClient(mqtt.NewClientOptions().AddBroker(broker))
	_ = client
}

func waitBad(broker string, acked bool) {
	client := mqtt.NewClient(mqtt.NewClientOptions().AddBroker(broker)) // want `client from mqtt\.NewClient is not (clos|stopp|disconnect)ed when !acked|unless acked`
	client.Connect().Wait()
	if !acked {
		return
	}
	client.Disconnect(250)
}

func newClientOk(broker string) mqtt.Client {
	client := mqtt.NewClient(mqtt.NewClientOptions().AddBroker(broker))
	client.Connect().Wait()
	return client
}

func callerBad(broker string) {
	client := newClientOk(broker) // want `client from .*newClientOk is never (clos|stopp|disconnect)ed`
	client.Subscribe("doors/#", 1, handle)
}

func callerOk(broker string) {
	client := newClientOk(broker)
	client.Subscribe("doors/#", 1, handle)
	client.Disconnect(250)
}
