package mqtt

func (o *ClientOptions) AddBroker(server string) *ClientOptions { return o }
