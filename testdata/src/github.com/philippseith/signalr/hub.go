package signalr

type HubContext interface{ ConnectionID() string }

type HubInterface interface {
	Initialize(hubContext HubContext)
	OnConnected(connectionID string)
	OnDisconnected(connectionID string)
}

type Hub struct{}

func (h *Hub) Initialize(hubContext HubContext)   {}
func (h *Hub) OnConnected(connectionID string)    {}
func (h *Hub) OnDisconnected(connectionID string) {}
