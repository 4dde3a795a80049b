package nats

func (nc *Conn) Publish(subj string, data []byte) error { return nil }

func (nc *Conn) SubscribeSync(subj string) (*Subscription, error) { return &Subscription{}, nil }
