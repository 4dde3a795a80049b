package signalr

type ClientState int
