package signalrhub

import "github.com/philippseith/signalr"

func observeBad(client signalr.Client) signalr.ClientState {
	states := make(chan signalr.ClientState, 1)
	client.ObserveStateChanged(states) // want `subscription from .*ObserveStateChanged is never stopped`
	return <-states
}

func observeOk(client signalr.Client) signalr.ClientState {
	states := make(chan signalr.ClientState, 1)
	cancel := client.ObserveStateChanged(states)
	defer cancel()
	return <-states
}
